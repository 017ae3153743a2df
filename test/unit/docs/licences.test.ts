import { describe, expect, test } from 'vitest';
import { judgeLicences, listShipped, renderLicences } from '../../support/docs/list-licences.mjs';
import { isThere, readDocument } from './read-document.ts';

type Lock = Parameters<typeof listShipped>[0];
const lock = JSON.parse(readDocument('package-lock.json')) as Lock;
const shipped = listShipped(lock);

describe('docs/licences.md', () => {
  test('lists what the lock file says', () => {
    expect(readDocument('docs/licences.md'), 'run node test/support/docs/list-licences.mjs').toBe(
      renderLicences(shipped),
    );
  });

  test('has every package that package.json asks for, and the runtime around it', () => {
    const { dependencies } = JSON.parse(readDocument('package.json')) as { dependencies: object };
    const direct = shipped.filter((each) => each.direct).map(({ name }) => name);
    expect(direct.sort()).toEqual([...Object.keys(dependencies), 'electron'].sort());
  });

  test('names the licence that each installed package names itself', () => {
    const installed = Object.keys(lock.packages)
      .filter((path) => shipped.some(({ name }) => path === `node_modules/${name}`))
      .filter((path) => isThere(`${path}/package.json`))
      .map((path) => JSON.parse(readDocument(`${path}/package.json`)) as Installed);
    expect(installed.length).toBeGreaterThan(20);
    const known = new Map(shipped.map(({ name, licence }) => [name, licence]));
    expect(installed.filter(({ name, license }) => known.get(name) !== license)).toEqual([]);
  });
});

interface Installed {
  readonly name: string;
  readonly license?: string;
}

describe('what may be shipped', () => {
  test('every package is under a permissive licence, or an exception that is explained', () => {
    expect(judgeLicences(shipped)).toEqual([]);
  });

  test.each([
    ['GPL-3.0-only', 'copyleft 1.0.0 is under GPL-3.0-only, which nobody has agreed to'],
    ['OFL-1.1', 'copyleft 1.0.0 is under OFL-1.1, which nobody has agreed to'],
    [undefined, 'copyleft 1.0.0 is under an unnamed licence, which nobody has agreed to'],
  ])('a package under %s is refused, deep as it may be', (license, problem) => {
    const packages = {
      ...lock.packages,
      'node_modules/ws/node_modules/copyleft': { version: '1.0.0', ...(license && { license }) },
      'node_modules/a-tool': { version: '1.0.0', license: 'GPL-3.0-only', dev: true },
    };
    expect(judgeLicences(listShipped({ packages }))).toEqual([problem]);
  });
});
