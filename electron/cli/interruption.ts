import { Failure } from '../core/runtime/failure.ts';

/** Where signals come from: the process, or a test. */
export interface SignalSource {
  /** Returns its disposer. */
  readonly listen: (listener: (signal: InterruptSignal) => void) => () => void;
}

export const INTERRUPT_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
export type InterruptSignal = (typeof INTERRUPT_SIGNALS)[number];

export interface Interruption {
  readonly signal: AbortSignal;
  /** Settles when somebody insists, although the command is still cleaning up. */
  readonly insisted: Promise<void>;
  readonly dispose: () => void;
}

/**
 * One Ctrl-C arrives more than once when several processes of a group pass it on (npm, a wrapper): what comes within this
 * time is the same one. Nobody presses the key twice in it.
 */
const SAME_KEY_MS = 150;
/** Whoever presses again sooner is impatient; whoever does so later means it. */
const INSIST_AFTER_MS = 2000;

/**
 * The first signal aborts. A second one is answered with where things stand; only one that comes more than two seconds
 * after the first gives up waiting, and then what is left is for the next command to settle.
 */
export function listenForInterruption(
  source: SignalSource,
  ticks: () => number,
  say: (text: string) => void,
): Interruption {
  const controller = new AbortController();
  let first: number | undefined;
  let last = Number.NEGATIVE_INFINITY;
  let warned = false;
  let insist: () => void = () => undefined;
  const insisted = new Promise<void>((resolve) => {
    insist = resolve;
  });
  const dispose = source.listen((signal) => {
    const now = ticks();
    const repeated = now - last < SAME_KEY_MS;
    last = now;
    if (first === undefined) {
      first = now;
      controller.abort(new Failure('interrupted', `Interrupted by ${signal}.`, { signal }));
    } else if (!repeated && warned && now - first > INSIST_AFTER_MS) {
      say('Leaving now. The next command will settle what was begun.');
      insist();
    } else if (!repeated) {
      warned = true;
      say('Still cleaning up, so that nothing half-done stays behind.');
    }
  });
  return { signal: controller.signal, insisted, dispose };
}
