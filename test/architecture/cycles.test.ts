import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dirname, join as joinPosix } from 'node:path/posix';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { findCycles } from './find-cycles.ts';
import { listImports } from './list-imports.ts';
import { listSources } from './list-sources.ts';

const CHECKOUT = join(import.meta.dirname, '../..');

/** What each file of a folder imports, as paths relative to the checkout. */
function readImports(folder: string): ReadonlyMap<string, readonly string[]> {
  const files = listSources(CHECKOUT).filter((path) => path.startsWith(`${folder}/`) && /\.tsx?$/.test(path));
  return new Map(
    files.map((path) => {
      const text = readFileSync(join(CHECKOUT, path), 'utf8');
      const specifiers = listImports(ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true));
      const relative = specifiers.filter((specifier) => specifier.startsWith('.'));
      return [path, relative.map((specifier) => joinPosix(dirname(path), specifier))];
    }),
  );
}

describe.each(['electron/core', 'electron/cli', 'electron/main', 'renderer'])('the files of %s', (folder) => {
  const imports = readImports(folder);

  test('were found, with what they import', () => {
    expect(imports.size).toBeGreaterThan(10);
    expect([...imports.values()].flat().filter((target) => imports.has(target)).length).toBeGreaterThan(10);
  });

  test('can be read one after another: none imports itself by way of others', () => {
    expect(findCycles(imports)).toEqual([]);
  });
});

describe('a cycle is found', () => {
  const cyclesOf = (graph: Readonly<Record<string, readonly string[]>>): string[][] =>
    findCycles(new Map(Object.entries(graph)));

  test('between two files, through several, and of a file with itself', () => {
    expect(cyclesOf({ a: ['b'], b: ['a'] })).toEqual([['a', 'b']]);
    expect(cyclesOf({ d: ['a'], a: ['b'], b: ['c'], c: ['a', 'e'], e: [] })).toEqual([['a', 'b', 'c']]);
    expect(cyclesOf({ a: ['a'] })).toEqual([['a']]);
  });

  test('beside another, and joined to one that shares a file', () => {
    expect(cyclesOf({ a: ['b'], b: ['a', 'c'], c: ['d'], d: ['c'] })).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(cyclesOf({ a: ['b', 'c'], b: ['a'], c: ['a'] })).toEqual([['a', 'b', 'c']]);
  });

  test('but none where two ways lead to the same file', () => {
    expect(cyclesOf({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })).toEqual([]);
  });
});
