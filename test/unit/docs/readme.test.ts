import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../../electron/core/apps/parse-yaml.ts';
import { codeIn, isThere, readDocument } from './read-document.ts';

const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/twinberth-yaml.md',
  'docs/command-line.md',
  'docs/desktop.md',
];
const { scripts } = JSON.parse(readDocument('package.json')) as { scripts: Record<string, string> };

describe.each(DOCUMENTS)('%s', (path) => {
  const document = readDocument(path);

  test('names only npm scripts that there are', () => {
    const named = [...document.matchAll(/\bnpm (?:run ([a-z:]+)|(test|start)\b)/g)].map(
      ([, run, own]) => run ?? own ?? '',
    );
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  test('points only to files and folders that there are', () => {
    const links = [...document.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target);
    const folder = path.startsWith('docs/') ? 'docs/' : '';
    expect(links.filter((target) => !isThere(folder + target))).toEqual([]);
    const named = codeIn(document).filter((code) => /^(electron|shared|test|docs)\/[\w./-]*$/.test(code));
    expect(named.filter((target) => !isThere(target))).toEqual([]);
  });

  test('has YAML that can be read', () => {
    const examples = [...document.matchAll(/```yaml\n([^]*?)```/g)].map(([, text = '']) => text);
    expect(examples.flatMap((text) => parseYaml(text).problems)).toEqual([]);
  });
});

test('the picture of the command line in the README is drawn from the demo, and shows that nothing was lost', () => {
  const [, drawn = 'none'] = /!\[[^\]]+\]\((docs\/demo\.svg)\)/.exec(readDocument('README.md')) ?? [];
  const picture = readDocument(drawn);
  expect(picture).toContain('$ twinberth rollback sample prod');
  expect(picture).toContain('0 lost');
  expect(picture).not.toMatch(/[1-9]\d* lost/);
});
