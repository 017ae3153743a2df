import { expect, test } from 'vitest';
import { createBuildLog } from '../../../electron/core/releases/build-log.ts';

test('the log of a build can be read: steps by number, whole lines, times, our own remarks', () => {
  const log = createBuildLog();
  const step = (id: string, name: string) => ({ kind: 'step' as const, id, name });
  log.add({ stage: 'note', text: 'base:1 could not be pulled' });
  log.add({
    stage: 'build',
    progress: { ...step('a', '[1/2] FROM base:1'), state: 'cached', durationMs: 0 },
  });
  log.add({ stage: 'build', progress: { ...step('b', '[2/2] RUN make'), state: 'running' } });
  log.add({ stage: 'build', progress: { ...step('c', '[x 2/2] RUN other'), state: 'running' } });
  log.add({ stage: 'build', progress: { kind: 'output', id: 'b', stream: 'stdout', text: 'one\ntw' } });
  log.add({ stage: 'build', progress: { kind: 'output', id: 'c', stream: 'stderr', text: 'beside\n' } });
  log.add({ stage: 'build', progress: { kind: 'output', id: 'b', stream: 'stdout', text: 'o' } });
  log.add({
    stage: 'build',
    progress: { ...step('b', '[2/2] RUN make'), state: 'failed', durationMs: 1234 },
  });
  log.note('The build failed');
  expect(log.text()).toBe(
    [
      'base:1 could not be pulled',
      '#1 [1/2] FROM base:1',
      '#1 cached after 0.00 s',
      '#2 [2/2] RUN make',
      '#3 [x 2/2] RUN other',
      '#2 one',
      '#3 beside',
      '#2 two',
      '#2 failed after 1.23 s',
      'The build failed',
      '',
    ].join('\n'),
  );
});
