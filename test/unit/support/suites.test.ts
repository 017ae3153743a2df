import { expect, test } from 'vitest';
import { needsBrowser, needsBuild, pickSuites, SUITES } from '../../support/run/suites.mjs';

test('without names, every suite is run', () => {
  expect(pickSuites([])).toEqual(SUITES);
});

test('named suites are run in the order of the list', () => {
  expect(pickSuites(['integration', 'unit']).map(({ name }) => name)).toEqual(['unit', 'integration']);
});

test('an unknown name is refused with the names there are', () => {
  expect(() => pickSuites(['unti'])).toThrow(/no suite unti; there are types, .*unit/);
});

test('the command line is compiled before tests that run it', () => {
  expect(needsBuild(pickSuites(['integration']))).toBe(true);
  expect(needsBuild(pickSuites(['types', 'integration']))).toBe(false);
  expect(needsBuild(pickSuites(['unit']))).toBe(false);
});

test('a browser is provided for the suites that open pages', () => {
  expect(needsBrowser(pickSuites(['unit', 'ui']))).toBe(true);
  expect(needsBrowser(pickSuites(['types', 'unit', 'integration']))).toBe(false);
});
