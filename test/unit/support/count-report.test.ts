import { describe, expect, test } from 'vitest';
import { countCheck, countReport, summaryLines, totalOf } from '../../support/run/count-report.mjs';

const file = (status: string, ...tests: string[]) => ({
  name: `/somewhere/${status}.test.ts`,
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});
const report = (...files: unknown[]) => JSON.stringify({ success: true, testResults: files });

describe('countReport', () => {
  test('adds up the tests of every file', () => {
    const text = report(
      file('passed', 'passed', 'passed'),
      file('failed', 'passed', 'failed', 'pending', 'todo'),
    );
    expect(countReport('unit', text, 1)).toEqual({
      name: 'unit',
      passed: 3,
      failed: 1,
      skipped: 2,
      failures: ['unit: a test without a name\n    /somewhere/failed.test.ts\n    '],
    });
  });

  test.each([
    ['no report', undefined, 1, 'no report (the runner ended with 1)'],
    ['half a report', '{"testResults":[{"na', 0, 'no report (the runner ended with 0)'],
    ['something else that is JSON', '{"hello":1}', 0, 'no report (the runner ended with 0)'],
    ['a report of no file', report(), 0, 'no test ran'],
    ['files without a test', report(file('passed')), 0, 'no test ran'],
    ['nothing but skipped tests', report(file('passed', 'pending')), 0, 'no test ran'],
  ])('%s is one failure', (_case, text, exitCode, problem) => {
    expect(countReport('unit', text, exitCode)).toMatchObject({ passed: 0, failed: 1, problem });
  });

  test('a file that could not be loaded is a failure beside the tests that ran', () => {
    const outcome = countReport('unit', report(file('passed', 'passed'), file('failed')), 1);
    expect(outcome).toMatchObject({
      passed: 1,
      failed: 1,
      problem: 'could not run /somewhere/failed.test.ts',
    });
  });

  test('a runner that ends badly although every test passed has failed', () => {
    expect(countReport('unit', report(file('passed', 'passed')), 1)).toMatchObject({ passed: 1, failed: 1 });
  });
});

test('a check counts as one test', () => {
  expect(countCheck('types', 0)).toMatchObject({ passed: 1, failed: 0 });
  expect(countCheck('types', 2)).toMatchObject({ passed: 0, failed: 1 });
});

test('the sum stands alone on the last line', () => {
  const outcomes = [
    countCheck('types', 0),
    countReport('unit', report(file('passed', 'passed', 'passed')), 0),
  ];
  expect(summaryLines(outcomes)).toEqual([
    'types  1 passed, 0 failed',
    'unit   2 passed, 0 failed',
    '',
    '3 passed, 0 failed',
  ]);
  expect(totalOf(outcomes)).toEqual({ passed: 3, failed: 0, skipped: 0 });
});

test('every failed test is named above the sums, with where it is and what was wrong', () => {
  const failed = {
    status: 'failed',
    fullName: 'the edge holds requests',
    failureMessages: ['\u001b[31mAssertionError: expected 1 to be 0\u001b[39m\n    at edge.test.ts:7:3'],
  };
  const text = report({
    name: '/somewhere/edge.test.ts',
    status: 'failed',
    assertionResults: [{ status: 'passed' }, failed],
  });
  expect(summaryLines([countCheck('types', 0), countReport('engine', text, 1)])).toEqual([
    [
      'engine: the edge holds requests',
      '/somewhere/edge.test.ts',
      'AssertionError: expected 1 to be 0',
      '    at edge.test.ts:7:3',
    ].join('\n    '),
    '',
    'types   1 passed, 0 failed',
    'engine  1 passed, 1 failed',
    '',
    '2 passed, 1 failed',
  ]);
});

test('of a long message the beginning is shown', () => {
  const message = Array.from({ length: 400 }, (_, line) => `line ${line}`).join('\n');
  const failed = { status: 'failed', fullName: 'a test', failureMessages: [message] };
  const text = report({ name: 'a.test.ts', status: 'failed', assertionResults: [failed] });
  const [shown] = summaryLines([countReport('unit', text, 1)]);
  expect(shown?.split('\n')).toHaveLength(14);
});

test('skipped tests are said, and not counted as passed', () => {
  const outcome = countReport('unit', report(file('passed', 'passed', 'pending')), 0);
  expect(summaryLines([outcome]).at(-1)).toBe('1 passed, 0 failed, 1 skipped');
});
