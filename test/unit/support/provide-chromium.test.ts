import { expect, test } from 'vitest';
import { findChromium } from '../../support/browser/find-chromium.mjs';
import { provideChromium } from '../../support/browser/provide-chromium.mjs';

const has =
  (...paths: readonly string[]) =>
  (path: string): boolean =>
    paths.includes(path);
const log = (): void => undefined;

test('the Chromium that is named comes first', () => {
  const env = { TWINBERTH_TEST_CHROMIUM: '/opt/chrome', PATH: '/bin' };
  expect(findChromium(env, has('/opt/chrome', '/bin/chromium'))).toBe('/opt/chrome');
});

test('one that is named and not there is an error, and not silently another', () => {
  const env = { TWINBERTH_TEST_CHROMIUM: '/opt/chrome', PATH: '/bin' };
  expect(() => findChromium(env, has('/bin/chromium'))).toThrow('TWINBERTH_TEST_CHROMIUM names /opt/chrome');
});

test.each([
  ['/a:/b', '/b/chromium'],
  ['/a', '/a/google-chrome'],
  ['', '/usr/bin/chromium'],
])('with the PATH %j, %s is found', (PATH, path) => {
  expect(findChromium({ PATH }, has(path))).toBe(path);
});

test('root gets Debian’s installed when there is none', () => {
  const there: string[] = [];
  const install = (): void => void there.push('/usr/bin/chromium');
  const exists = (path: string): boolean => there.includes(path);
  expect(provideChromium({ env: {}, root: true, log, install, exists })).toBe('/usr/bin/chromium');
});

test('one that is there is used, and nothing installed', () => {
  const install = (): void => {
    throw new Error('not wanted');
  };
  expect(provideChromium({ env: {}, root: true, log, install, exists: has('/usr/bin/chromium') })).toBe(
    '/usr/bin/chromium',
  );
});

test('anybody else is told how to get one', () => {
  expect(() => provideChromium({ env: {}, root: false, log, exists: has() })).toThrow(
    /apt-get install chromium.*TWINBERTH_TEST_CHROMIUM/,
  );
});

test('when it cannot be installed, the reason and the other ways are said', () => {
  const install = (): void => {
    throw new Error('no mirror answers');
  };
  expect(() => provideChromium({ env: {}, root: true, log, install, exists: has() })).toThrow(
    /TWINBERTH_TEST_CHROMIUM.*\nno mirror answers/,
  );
});
