import type { Calls } from '../core/calls/calls.ts';
import { Failure, toFailure } from '../core/runtime/failure.ts';
import type { Outbox } from './outbox.ts';

/** The streams of one connection. */
export interface OpenStreams {
  /** False when this id is open already. */
  open(id: number, name: string, input: unknown): boolean;
  /** What is no longer open is acknowledged in vain, which happens when both ends are at it. */
  ack(id: number): void;
  close(id: number): void;
}

/** The next item is asked for when the last was acknowledged, so that a slow reader slows down whoever makes them. */
export function createOpenStreams(
  calls: Calls,
  outbox: Pick<Outbox, 'send'>,
  gone: AbortSignal,
  most: number,
): OpenStreams {
  const streams = new Map<number, OpenStream>();

  const follow = async (id: number, name: string, input: unknown): Promise<void> => {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, gone]);
    const stream: OpenStream = { stop: () => stop.abort(), taken: () => undefined };
    signal.addEventListener('abort', () => stream.taken());
    streams.set(id, stream);
    try {
      for await (const item of calls.open(name, input, signal)) {
        const taken = new Promise<void>((resolve) => {
          stream.taken = resolve;
        });
        if (!isOver(signal)) {
          outbox.send({ type: 'item', id, item });
          await taken;
        }
        if (isOver(signal)) break;
      }
      if (!isOver(signal)) outbox.send({ type: 'end', id });
    } catch (error) {
      if (!isOver(signal)) outbox.send({ type: 'end', id, error: toFailure(error).toReply() });
    } finally {
      streams.delete(id);
    }
  };

  return {
    open: (id, name, input) => {
      if (streams.has(id)) return false;
      if (streams.size >= most) {
        const failure = new Failure(
          'usage',
          `${most} logs and exports at once are the most for one window: close one of them.`,
          { most },
          { retry: true },
        );
        outbox.send({ type: 'end', id, error: failure.toReply() });
      } else {
        void follow(id, name, input);
      }
      return true;
    },
    ack: (id) => streams.get(id)?.taken(),
    close: (id) => streams.get(id)?.stop(),
  };
}

interface OpenStream {
  readonly stop: () => void;
  /** Lets the next item come. */
  taken: () => void;
}

/** Asked anew each time: the compiler would remember the answer over an `await`. */
function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}
