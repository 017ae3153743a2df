// @ts-check
import { stripVTControlCharacters } from 'node:util';

/**
 * How a suite went. `problem` says why it failed beyond its failed tests, which `failures` name.
 * @typedef {{ name: string, passed: number, failed: number, skipped: number, problem?: string, failures?: string[] }} Outcome
 */

/** Of each failed test's message; what was expected and what came stand in its first lines. */
const LINES_OF_A_FAILURE = 12;

/**
 * @param {string} name
 * @param {number} exitCode
 * @returns {Outcome} of a check
 */
export function countCheck(name, exitCode) {
  return { name, passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 };
}

/**
 * Counts what a runner itself reported. A runner that leaves no report, or one without a single test, has failed; so has
 * a file that could not be loaded, and a runner that ended badly although every test passed.
 * @param {string} name
 * @param {string | undefined} report vitest's JSON report; undefined when there is none
 * @param {number} exitCode of the runner
 * @returns {Outcome}
 */
export function countReport(name, report, exitCode) {
  const files = parseReport(report);
  if (files === undefined)
    return {
      name,
      passed: 0,
      failed: 1,
      skipped: 0,
      problem: `no report (the runner ended with ${exitCode})`,
    };
  const tests = files.flatMap((file) => file.assertionResults);
  const count = (/** @type {string[]} */ ...states) =>
    tests.filter(({ status }) => states.includes(status)).length;
  const failures = files.flatMap((file) =>
    file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map((test) => describeFailure(name, file.name, test)),
  );
  /** @type {Outcome} */
  const outcome = { name, passed: count('passed'), failed: count('failed'), skipped: 0 };
  outcome.skipped = tests.length - outcome.passed - outcome.failed;
  if (failures.length > 0) outcome.failures = failures;
  const broken = files.filter(
    (file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  );
  outcome.failed += broken.length;
  if (broken.length > 0)
    return { ...outcome, problem: `could not run ${broken.map((file) => file.name).join(', ')}` };
  if (outcome.passed + outcome.failed === 0) return { ...outcome, failed: 1, problem: 'no test ran' };
  if (exitCode !== 0 && outcome.failed === 0)
    return { ...outcome, failed: 1, problem: `every test passed, but the runner ended with ${exitCode}` };
  return outcome;
}

/**
 * @param {string} suite
 * @param {string} file
 * @param {TestResult} test
 */
function describeFailure(suite, file, { fullName, failureMessages }) {
  const message = stripVTControlCharacters(failureMessages?.join('\n') ?? '');
  const lines = message.split('\n').slice(0, LINES_OF_A_FAILURE);
  return [`${suite}: ${fullName ?? 'a test without a name'}`, file, ...lines].join('\n    ');
}

/**
 * @typedef {{ status: string, fullName?: string, failureMessages?: string[] }} TestResult
 * @param {string | undefined} report
 * @returns {{ name: string, status: string, assertionResults: TestResult[] }[] | undefined}
 */
function parseReport(report) {
  try {
    const files = JSON.parse(report ?? '').testResults;
    return Array.isArray(files) ? files : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {readonly Outcome[]} outcomes
 * @returns {string[]} each failed test, a line per suite, and the sum alone on the last line
 */
export function summaryLines(outcomes) {
  const width = Math.max(0, ...outcomes.map(({ name }) => name.length));
  const lines = outcomes.map((outcome) => {
    const problem = outcome.problem === undefined ? '' : `  (${outcome.problem})`;
    return `${outcome.name.padEnd(width)}  ${counts(outcome)}${problem}`;
  });
  // After hours of output the ones that failed are far above; whoever reads only the end has to find them there.
  const failures = outcomes.flatMap((outcome) => outcome.failures ?? []).flatMap((text) => [text, '']);
  return [...failures, ...lines, '', counts(totalOf(outcomes))];
}

/** @param {readonly Outcome[]} outcomes */
export function totalOf(outcomes) {
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    outcomes.reduce((total, one) => total + one[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** @param {{ passed: number, failed: number, skipped: number }} outcome */
function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
