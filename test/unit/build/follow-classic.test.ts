import { expect, test } from 'vitest';
import type { BuildProgress } from '../../../electron/core/engine/build-progress.ts';
import { followClassic } from '../../../electron/core/engine/build/follow-classic.ts';

async function follow(records: readonly object[]) {
  const progress: BuildProgress[] = [];
  const intermediates: string[] = [];
  let ticks = 0;
  const outcome = await followClassic(
    (async function* () {
      for (const record of records) {
        await Promise.resolve();
        yield Buffer.from(`${JSON.stringify(record)}\r\n`);
      }
    })(),
    () => (ticks += 10),
    {
      onProgress: (each) => void progress.push(each),
      onIntermediate: (id) => void intermediates.push(id),
    },
  );
  return { outcome, progress, intermediates };
}

const line = (stream: string) => ({ stream });

// The records are those of Docker 20.10 for a build of three steps.
const FROM = [line('Step 1/3 : FROM base:1'), line('\n'), line(' ---> 7c9ca18812c7\n')];
const COPY_CACHED = [
  line('Step 2/3 : COPY . /x'),
  line('\n'),
  line(' ---> Using cache\n'),
  line(' ---> 0f1641f74d47\n'),
];
const RUN = [
  line('Step 3/3 : RUN make'),
  line('\n'),
  line(' ---> Running in bd2d6af3e104\n'),
  line('\u001b[91mwarning\n\u001b[0m'),
  line('made\n'),
];
const RUN_DONE = [line('Removing intermediate container bd2d6af3e104\n'), line(' ---> bda8200be226\n')];

test('a classic build has the steps and the output of one by BuildKit', async () => {
  const { outcome, progress } = await follow([
    ...FROM,
    ...COPY_CACHED,
    ...RUN,
    ...RUN_DONE,
    { aux: { ID: 'sha256:made' } },
    line('Successfully built bda8200be226\n'),
  ]);
  expect(outcome).toEqual({ kind: 'image', id: 'sha256:made' });
  expect(progress).toEqual([
    { kind: 'step', id: 'step-1', name: '[1/3] FROM base:1', state: 'running' },
    { kind: 'step', id: 'step-1', name: '[1/3] FROM base:1', state: 'done', durationMs: 10 },
    { kind: 'step', id: 'step-2', name: '[2/3] COPY . /x', state: 'running' },
    { kind: 'step', id: 'step-2', name: '[2/3] COPY . /x', state: 'cached', durationMs: 10 },
    { kind: 'step', id: 'step-3', name: '[3/3] RUN make', state: 'running' },
    { kind: 'output', id: 'step-3', stream: 'stderr', text: 'warning\n' },
    { kind: 'output', id: 'step-3', stream: 'stdout', text: 'made\n' },
    { kind: 'step', id: 'step-3', name: '[3/3] RUN make', state: 'done', durationMs: 10 },
  ]);
});

test('of several stages the image of the last one counts', async () => {
  const { outcome } = await follow([
    ...FROM,
    { aux: { ID: 'sha256:stage' } },
    { aux: { ID: 'sha256:last' } },
  ]);
  expect(outcome).toEqual({ kind: 'image', id: 'sha256:last' });
});

test('a failure names the step and the end of what it printed', async () => {
  const message = "The command '/bin/sh -c make' returned a non-zero code: 2";
  const { outcome, progress } = await follow([
    ...FROM,
    ...COPY_CACHED,
    ...RUN,
    { errorDetail: { code: 2, message }, error: message },
  ]);
  expect(outcome).toEqual({ kind: 'error', message, step: '[3/3] RUN make', output: 'warning\nmade\n' });
  expect(progress.at(-1)).toMatchObject({ id: 'step-3', state: 'failed' });
});

test('only images that this build made are named as leftovers: not the base, nothing from the cache', async () => {
  const { intermediates } = await follow([...FROM, ...COPY_CACHED, ...RUN, ...RUN_DONE]);
  expect(intermediates).toEqual(['bda8200be226']);
});

test('an end without an image is not taken for success', async () => {
  const { outcome } = await follow([...FROM, ...RUN]);
  expect(outcome).toMatchObject({ kind: 'silent', step: '[3/3] RUN make' });
});

test('a base that is pulled meanwhile shows its bytes', async () => {
  const { progress } = await follow([
    FROM[0] ?? {},
    { status: 'Downloading', id: 'abc', progressDetail: { current: 5, total: 9 } },
  ]);
  expect(progress.at(-1)).toEqual({
    kind: 'bytes',
    id: 'step-1',
    name: 'Downloading abc',
    current: 5,
    total: 9,
  });
});
