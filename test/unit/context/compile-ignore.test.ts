import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileIgnore } from '../../../electron/core/releases/context/compile-ignore.ts';
import type { IgnoreVerdict } from '../../../electron/core/releases/context/compile-ignore.ts';
import { IgnoreSyntaxError } from '../../../electron/core/releases/context/parse-ignore-file.ts';

/** Decides on a tree as a walk does, parents first; folders end in `/`. Returns what is kept. */
function keptOf(text: string, paths: readonly string[], windows = false): string[] {
  const matcher = compileIgnore(text, { windows });
  const verdicts = new Map<string, IgnoreVerdict>();
  return paths
    .map((path) => path.replace(/\/$/u, ''))
    .filter((path) => {
      const verdict = matcher.match(path, verdicts.get(path.slice(0, Math.max(0, path.lastIndexOf('/')))));
      verdicts.set(path, verdict);
      return !verdict.ignored;
    });
}

const TREE = [
  '.git/',
  '.git/config',
  'Dockerfile',
  'a.log',
  'src/',
  'src/a.log',
  'src/a.ts',
  'src/lib/',
  'src/lib/b.ts',
];

describe('an ignore file', () => {
  it.each([
    ['nothing in it', '', TREE],
    ['a folder and all in it', 'src', ['.git', '.git/config', 'Dockerfile', 'a.log']],
    ['a slash before and after', '/src/', ['.git', '.git/config', 'Dockerfile', 'a.log']],
    ['a path with dots', './x/../src//lib', TREE.filter((path) => !path.startsWith('src/lib'))],
    ['a star in the context only', '*.log', TREE.filter((path) => path !== 'a.log')],
    ['two stars at any depth', '**/*.log', TREE.filter((path) => !path.endsWith('.log'))],
    ['two stars for what is inside', 'src/**', ['.git', '.git/config', 'Dockerfile', 'a.log', 'src']],
    [
      'an exception inside an ignored folder',
      'src\n!src/lib',
      ['.git', '.git/config', 'Dockerfile', 'a.log', 'src/lib', 'src/lib/b.ts'],
    ],
    [
      'an exception that is taken back',
      'src\n!src/lib\n**/b.ts',
      ['.git', '.git/config', 'Dockerfile', 'a.log', 'src/lib'],
    ],
    ['an exception with a wildcard', '*\n!**/*.ts', ['src/a.ts', 'src/lib/b.ts']],
    ['a comment in the first column', '#src\n', TREE],
    ['no comment further right', ' #src\nDockerfile#', TREE],
    ['a byte order mark and Windows line ends', '\ufeffsrc\r\n.git\r\n', ['Dockerfile', 'a.log']],
    [
      'white space around',
      '  src \t\n\n   \n! src/lib ',
      ['.git', '.git/config', 'Dockerfile', 'a.log', 'src/lib', 'src/lib/b.ts'],
    ],
    ['a class and a question mark', '?rc\n[a-b].log', ['.git', '.git/config', 'Dockerfile']],
    ['a class that is negated', '[^.a]*', ['.git', '.git/config', 'a.log']],
    ['an escape', String.raw`\a.log`, TREE],
    ['a path out of the context', '../src\n..', TREE],
    ['a dot', '.\n/', TREE],
  ])('with %s', (_, text, kept) => {
    expect(keptOf(text, TREE)).toEqual(kept.map((path) => path.replace(/\/$/u, '')));
  });

  // The file holds what the functions of moby/patternmatcher (0.6) decided on generated rules and trees.
  it('decides as Docker itself does, odd patterns included', () => {
    const cases = readFileSync(new URL('docker-ignore-decisions.jsonl', import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string; paths: string[]; kept?: string[]; refused?: true });
    const wrong = cases.filter(({ text, paths, kept, refused }) => {
      try {
        return JSON.stringify(keptOf(text, paths)) !== JSON.stringify(kept) || refused === true;
      } catch (error) {
        return refused !== true || !(error instanceof IgnoreSyntaxError);
      }
    });
    expect(cases.length).toBeGreaterThan(200);
    expect(wrong).toEqual([]);
  });

  it('takes a backslash for a separator on Windows, and for an escape elsewhere', () => {
    expect(keptOf('src\\lib', TREE, true)).toEqual(keptOf('src/lib', TREE));
    expect(keptOf('\\.git', TREE)).toEqual(keptOf('.git', TREE));
  });

  it.each([
    ['[a', 1],
    ['ok\n!\n', 2],
    ['ok\n\n[]\n', 3],
    ['a\\', 1],
  ])('refuses %j and says where', (text, line) => {
    expect(() => keptOf(text, TREE)).toThrow(expect.objectContaining({ line }) as Error);
  });

  it('does not take exponential time for many stars', () => {
    const name = `${'a/'.repeat(40)}b`;
    expect(compileIgnore(`${'**/'.repeat(30)}*c`).match(name).ignored).toBe(false);
  });
});

describe('any ignore file', () => {
  const segment = fc.stringMatching(/^[a-z]{1,3}$/u);
  const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const foldersOf = (whole: string): string[] =>
    whole.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));

  it('that names a path without wildcards ignores exactly that and what is below it', () => {
    fc.assert(
      fc.property(path, path, (rule, probe) => {
        const below = probe === rule || probe.startsWith(`${rule}/`);
        expect(keptOf(rule, foldersOf(probe)).includes(probe)).toBe(!below);
      }),
    );
  });

  it('keeps what its last rule excepts', () => {
    fc.assert(
      fc.property(fc.array(path, { maxLength: 5 }), path, (rules, probe) => {
        expect(keptOf([...rules, '**', `!${probe}`].join('\n'), foldersOf(probe))).toEqual([probe]);
      }),
    );
  });

  it('never lets a walk pass over a folder in which something is kept', () => {
    const rule = fc.tuple(
      fc.constantFrom('', '!'),
      fc.constantFrom('', '**/'),
      path,
      fc.constantFrom('', '/*', '/**'),
    );
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 6 }), path, (rules, probe) => {
        const text = rules.map((parts) => parts.join('')).join('\n');
        const matcher = compileIgnore(text);
        const kept = keptOf(text, foldersOf(probe));
        const passed = foldersOf(probe)
          .slice(0, -1)
          .find((folder) => !kept.includes(folder) && !matcher.mayKeepBelow(folder));
        expect(passed !== undefined && kept.includes(probe)).toBe(false);
      }),
    );
  });
});
