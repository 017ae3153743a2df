// @ts-check

/**
 * What `npm test` runs, in this order. A check is one program that passes or fails and counts as one test; a suite is a
 * vitest project, whose own report is counted.
 * @typedef {{ name: string, kind: 'check', command: readonly [string, ...string[]] }
 *   | { name: string, kind: 'suite', needsEngine: boolean, needsBrowser?: boolean, ownNetwork?: boolean,
 *     needsDesktop?: boolean, needsShells?: boolean }} Suite
 */

/** @type {readonly Suite[]} */
export const SUITES = [
  { name: 'types', kind: 'check', command: ['tsc', '-b'] },
  { name: 'lint', kind: 'check', command: ['eslint', '.', '--max-warnings', '0'] },
  { name: 'format', kind: 'check', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'unit', kind: 'suite', needsEngine: false, needsShells: true },
  { name: 'architecture', kind: 'suite', needsEngine: false },
  { name: 'ui', kind: 'suite', needsEngine: false, needsBrowser: true, ownNetwork: true },
  { name: 'engine', kind: 'suite', needsEngine: true },
  { name: 'integration', kind: 'suite', needsEngine: true },
  { name: 'alone', kind: 'suite', needsEngine: true },
  { name: 'e2e', kind: 'suite', needsEngine: true, needsBrowser: true, needsDesktop: true },
];

/**
 * @param {readonly string[]} names empty: all
 * @param {readonly Suite[]} [suites]
 * @returns {Suite[]}
 * @throws {RangeError} that lists the names there are
 */
export function pickSuites(names, suites = SUITES) {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0)
    throw new RangeError(
      `There is no suite ${unknown.join(', ')}; there are ${suites.map(({ name }) => name).join(', ')}.`,
    );
  return suites.filter(({ name }) => names.length === 0 || names.includes(name));
}

/**
 * Whether one of them opens pages in a browser.
 * @param {readonly Suite[]} picked
 */
export function needsBrowser(picked) {
  return picked.some((suite) => suite.kind === 'suite' && suite.needsBrowser === true);
}

/**
 * Whether the types are compiled before a suite: the command line that integration tests run is the compiled one.
 * @param {readonly Suite[]} picked
 */
export function needsBuild(picked) {
  return (
    picked.some((suite) => suite.kind === 'suite' && suite.needsEngine) &&
    !picked.some(({ name }) => name === 'types')
  );
}
