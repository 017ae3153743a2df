import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dirname, join as joinPosix } from 'node:path/posix';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { checkStyles } from './check-styles.ts';
import { listImports } from './list-imports.ts';
import { listSources } from './list-sources.ts';

const CHECKOUT = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(CHECKOUT, path), 'utf8');

test('every component finds the classes it uses in its style sheet, and the sheet has no others', () => {
  const sources = listSources(CHECKOUT).filter((path) => path.startsWith('renderer/'));
  const components = sources
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => {
      const content = read(path);
      const imports = listImports(ts.createSourceFile(path, content, ts.ScriptTarget.ESNext, true));
      return { content, imports: imports.map((specifier) => joinPosix(dirname(path), specifier)) };
    });
  const sheets = sources.filter((path) => path.endsWith('.module.css'));
  expect(sheets.length).toBeGreaterThan(10);
  const problems = sheets.flatMap((sheet) => {
    const importers = components
      .filter(({ imports }) => imports.includes(sheet))
      .map(({ content }) => content);
    return checkStyles(sheet, read(sheet), importers);
  });
  expect(problems).toEqual([]);
});

describe('what does not fit is found', () => {
  test.each([
    ['.a {} .b {}', ['<i className={styles.a} />'], 'class b, which no component uses'],
    ['.a {}', ['<i className={joinClasses(styles.a, styles.c)} />'], 'no class c'],
    ['.a {}', [], 'imported by no component'],
    ['@media (width < 1px) { .a, .d > .e:hover {} }', ['styles.a styles.d'], 'class e'],
  ])('%s with %j', (css, importers, expected) => {
    expect(checkStyles('X.module.css', css, importers)).toEqual([expect.stringContaining(expected)]);
  });

  test('and what fits is left alone', () => {
    expect(
      checkStyles('X.module.css', '/* no .class */ .a { margin: 0.5em } .warn {}', [
        'styles.a, styles[tone]',
      ]),
    ).toEqual([]);
    expect(checkStyles('X.module.css', '.a { width: 1.5em; transition: 0.2s ease }', ['styles.a'])).toEqual(
      [],
    );
  });
});
