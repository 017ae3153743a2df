import { describe, expect, test } from 'vitest';
import { explainBuildFailure } from '../../../electron/core/engine/build/explain-build-failure.ts';
import type { BuildRequest } from '../../../electron/core/engine/engine.ts';

const request: BuildRequest = {
  dockerfile: 'deploy/Dockerfile',
  dockerfileText: 'FROM bb:1\n\nRUN make\n',
  args: {},
  labels: {},
};

function explain(message: string, step?: string, output = '') {
  return explainBuildFailure(
    { kind: 'error', message, output, ...(step === undefined ? {} : { step }) },
    request,
    'buildkit',
  );
}

describe('why a build failed', () => {
  // The wordings of Docker 20.10 (BuildKit, classic) and of 23 and later.
  test.each([
    'executor failed running [/bin/sh -c make]: exit code: 2',
    "The command '/bin/sh -c make' returned a non-zero code: 2",
    'process "/bin/sh -c make" did not complete successfully: exit code: 2',
  ])('%s', (message) => {
    const failure = explain(message, '[2/2] RUN make', 'no rule\n');
    expect(failure.code).toBe('build.failed');
    expect(failure.message).toBe(
      'The build failed at line 3 of deploy/Dockerfile, `RUN make`: the command ended with exit code 2.',
    );
    expect(failure.details).toEqual({
      engine: message,
      dockerfile: 'deploy/Dockerfile',
      step: '[2/2] RUN make',
      line: 3,
      instruction: 'RUN make',
      exitCode: 2,
      output: 'no rule\n',
    });
  });

  test.each([
    'failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error line 3: unknown instruction: MAEK',
    'dockerfile parse error on line 3: unknown instruction: MAEK',
  ])('%s', (message) => {
    const failure = explain(message);
    expect(failure.message).toBe(
      'The build failed at line 3 of deploy/Dockerfile, `RUN make`: unknown instruction: MAEK.',
    );
    expect(failure.details).toMatchObject({ line: 3 });
  });

  test.each([
    'Cannot locate specified Dockerfile: deploy/Dockerfile',
    'failed to solve with frontend dockerfile.v0: failed to read dockerfile: open /var/x/Dockerfile: no such file or directory',
  ])('%s', (message) => {
    expect(explain(message).message).toMatch(/^There is no deploy\/Dockerfile in the build context\./);
  });

  test('a full disk is not the fault of the Dockerfile', () => {
    const failure = explain('write /x: no space left on device', '[2/2] RUN make');
    expect(failure.code).toBe('disk.full');
    expect(failure.message).toMatch(/at line 3 of deploy\/Dockerfile/);
  });

  test('without a line there is still the step', () => {
    const failure = explain('something odd', '[internal] load build context');
    expect(failure.message).toBe('The build failed at step [internal] load build context: something odd.');
    expect(failure.details).not.toHaveProperty('line');
  });

  test('an end without a word says so', () => {
    const failure = explainBuildFailure({ kind: 'silent', output: '' }, request, 'classic');
    expect(failure.message).toMatch(/without an image and without an error/);
  });
});
