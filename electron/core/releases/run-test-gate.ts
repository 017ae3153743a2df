import type { TestConfig } from '../../../shared/model/app-config.ts';
import type { TestResult } from '../../../shared/model/release.ts';
import { createTextTail } from '../engine/build/text-tail.ts';
import type { Engine, LogLine, OutputStream } from '../engine/engine.ts';
import { LABEL, LABEL_VERSION } from '../engine/labels.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Ids } from '../runtime/ids.ts';

/** How much of a test's output is kept, in characters. */
export const TEST_LOG_LIMIT = 1024 * 1024;

export interface TestGateDeps {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly owner: string;
  readonly runLabel?: string;
}

export interface TestGateRequest {
  readonly app: string;
  /** Engine ID of the image under test. */
  readonly image: string;
  readonly test: TestConfig;
  /** Put on the container's label, so that what a build left that died can be told from what is going on. */
  readonly build?: string;
}

export interface TestGateOptions {
  readonly signal?: AbortSignal;
  readonly onLine?: (line: LogLine) => void;
}

/**
 * Runs the test command in a container of the image, with no network, and says how it ended. The command takes the place
 * of the image's entrypoint. Rejects with the signal's reason when that is aborted, and with `engine.*`; a test that
 * fails, hangs or cannot be started is a result and not an error. The container is removed in every case.
 */
export async function runTestGate(
  deps: TestGateDeps,
  request: TestGateRequest,
  options: TestGateOptions = {},
): Promise<{ readonly result: TestResult; readonly log: string }> {
  options.signal?.throwIfAborted();
  const container = await deps.engine.containers.create(testContainer(deps, request));
  let outcome;
  try {
    outcome = await runAttached(deps, container, request, options);
  } catch (error) {
    // The first error is the one that matters.
    await deps.engine.containers.remove(container).catch(() => undefined);
    throw error;
  }
  await deps.engine.containers.remove(container);
  return outcome;
}

async function runAttached(
  deps: TestGateDeps,
  container: string,
  { test }: TestGateRequest,
  options: TestGateOptions,
): Promise<{ readonly result: TestResult; readonly log: string }> {
  const tail = createTextTail(TEST_LOG_LIMIT);
  // Attached before it starts: the output of a command that ends at once would be lost otherwise.
  const output = await deps.engine.containers.attachOutput(container);
  try {
    const copied = copyOutput(output, tail.append, options.onLine);
    const started = deps.clock.ticks();
    const ending = await runToItsEnd(deps, container, test, options.signal);
    const durationMs = deps.clock.ticks() - started;
    await waitForOutput(deps, copied);
    options.signal?.throwIfAborted();
    const result = await judge(deps, container, test, ending, durationMs);
    if (result.state === 'failed') tail.append(`[${result.reason}]\n`);
    return { result, log: tail.text() };
  } finally {
    output.close();
  }
}

function testContainer(deps: TestGateDeps, { app, image, test, build }: TestGateRequest) {
  const [program = '', ...parameters] = test.command;
  return {
    name: `twinberth-${app}-test-${deps.ids.next()}`,
    image,
    labels: {
      [LABEL.version]: LABEL_VERSION,
      [LABEL.owner]: deps.owner,
      [LABEL.role]: 'test',
      [LABEL.app]: app,
      ...(build === undefined ? {} : { [LABEL.build]: build }),
      ...(deps.runLabel === undefined ? {} : { [LABEL.run]: deps.runLabel }),
    },
    // Both, so that neither the entrypoint nor the command of the image has a part in it.
    entrypoint: [program],
    command: parameters,
    environment: Object.entries(test.environment).map(([name, value]) => `${name}=${value}`),
    restart: 'no' as const,
    ...(test.user === undefined ? {} : { user: test.user }),
  };
}

async function copyOutput(
  output: OutputStream,
  keep: (text: string) => void,
  onLine: ((line: LogLine) => void) | undefined,
): Promise<void> {
  for await (const line of output.lines) {
    keep(`${line.text}\n`);
    onLine?.(line);
  }
}

type Ending =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'unstartable'; readonly reason: string };

async function runToItsEnd(
  deps: TestGateDeps,
  container: string,
  test: TestConfig,
  signal: AbortSignal | undefined,
): Promise<Ending> {
  const { containers } = deps.engine;
  const limit = new AbortController();
  const stop = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
  try {
    await containers.start(container, { signal: stop });
  } catch (error) {
    signal?.throwIfAborted();
    const reason = (await containers.inspect(container))?.error ?? '';
    // Without the engine's own account of it, it was the engine that failed and not the test.
    if (reason === '') throw error;
    return { kind: 'unstartable', reason };
  }
  const timer = deps.clock.sleep(test.timeoutMs, stop).then((): Ending => ({ kind: 'timeout' }));
  const exit = containers
    .wait(container, { signal: stop })
    .then((code): Ending => ({ kind: 'exited', code }));
  // Whichever loses is ended below, and nobody is left to hear of it.
  timer.catch(() => undefined);
  exit.catch(() => undefined);
  try {
    const ending = await Promise.race([exit, timer]);
    if (ending.kind === 'timeout') await containers.kill(container);
    return ending;
  } finally {
    limit.abort();
  }
}

/** How long the rest of the output may take once the container is over; a stream that hangs must not hang the build. */
const OUTPUT_GRACE_MS = 5_000;

async function waitForOutput(deps: TestGateDeps, copied: Promise<void>): Promise<void> {
  const done = new AbortController();
  const late = deps.clock.sleep(OUTPUT_GRACE_MS, done.signal).catch(() => undefined);
  // Once closed by us the stream may end in an error that says nothing.
  await Promise.race([copied.catch(() => undefined), late]);
  done.abort();
}

async function judge(
  deps: TestGateDeps,
  container: string,
  test: TestConfig,
  ending: Ending,
  durationMs: number,
): Promise<TestResult> {
  const { command } = test;
  const failed = (reason: string, exitCode?: number): TestResult => ({
    state: 'failed',
    durationMs,
    command,
    reason,
    ...(exitCode === undefined ? {} : { exitCode }),
  });
  switch (ending.kind) {
    case 'timeout':
      return failed(`the test was ended after its time limit of ${test.timeoutMs / 1000} s`);
    case 'unstartable':
      return failed(`the test command could not be started: ${ending.reason}`);
    case 'exited': {
      if (ending.code === 0) return { state: 'passed', durationMs, command };
      const state = await deps.engine.containers.inspect(container);
      const why = state?.oomKilled === true ? 'it ran out of memory' : `exit code ${ending.code}`;
      return failed(`the test command failed: ${why}`, ending.code);
    }
  }
}
