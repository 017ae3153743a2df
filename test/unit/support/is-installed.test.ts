import { expect, test } from 'vitest';
import { isInstalled } from '../../support/run/is-installed.mjs';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/binding-for-windows': { version: '1.0.0', optional: true },
  },
};

test.each([
  ['what the lock asks for', { 'node_modules/zod': { version: '4.6.7' } }, true],
  ['an older version', { 'node_modules/zod': { version: '4.6.6' } }, false],
  ['nothing', {}, false],
  [
    'an optional package of another version',
    { 'node_modules/zod': { version: '4.6.7' }, 'node_modules/binding-for-windows': { version: '0.9.0' } },
    false,
  ],
])('with %s in node_modules', (_case, packages, expected) => {
  expect(isInstalled(wanted, { packages })).toBe(expected);
});
