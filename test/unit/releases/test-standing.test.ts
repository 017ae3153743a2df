import { expect, test } from 'vitest';
import { isTestStanding } from '../../../electron/core/releases/find-reusable.ts';
import { repoDigestFor } from '../../../electron/core/releases/repo-digest.ts';

const now = { command: ['make', 'test'], timeoutMs: 1000, environment: {} };
const passed = { state: 'passed', durationMs: 5, command: ['make', 'test'] } as const;
const failed = { state: 'failed', durationMs: 5, command: ['make', 'test'], reason: 'exit code 1' } as const;

test.each([
  ['untested, and no test is asked for', { state: 'untested' } as const, undefined, true],
  ['untested, but now there is a test', { state: 'untested' } as const, now, false],
  ['passed the same test', passed, now, true],
  ['passed another test', { ...passed, command: ['make', 'lint'] } as const, now, false],
  ['passed a test that is no longer asked for', passed, undefined, true],
  ['failed: it may be tried again', failed, now, false],
])('a release that is %s may stand for a new build: %o', (_what, result, test, stands) => {
  expect(isTestStanding(result, test)).toBe(stands);
});

const A = `sha256:${'a'.repeat(64)}`;

test.each([
  ['web:1', [`web@${A}`], `web@${A}`],
  [
    'host.test:5000/team/web:1',
    [`other@${A}`, `host.test:5000/team/web@${A}`],
    `host.test:5000/team/web@${A}`,
  ],
  // The engine writes names of the public registry in their short form.
  ['registry.test/library/web', [`web@${A}`], `web@${A}`],
  ['web', [], undefined],
  ['web', [`webapp@${A}`], undefined],
])('the pinned form of %s among %j', (reference, repoDigests, pinned) => {
  expect(repoDigestFor(repoDigests, reference)).toBe(pinned);
});
