import type { Calls } from '../../core/calls/calls.ts';
import { toFailure } from '../../core/runtime/failure.ts';
import type { AskMessage, TellMessage } from '../../../shared/contract/messages.ts';

/** One page of a window, from its first message until it is left. */
export interface ServedCaller {
  readonly signal: AbortSignal;
  take(message: AskMessage): void;
  /** Ends its streams and its feed. */
  end(): void;
}

/** More than a window ever has open; a page that goes wild meets a limit. */
const MOST_STREAMS = 100;
const TOO_MANY = {
  code: 'usage',
  message: `More than ${MOST_STREAMS} streams are open in this window. Close some of them.`,
  details: {},
} as const;

/** Streams and the feed of events for one page. An item is sent when the one before was taken. */
export function serveCaller(calls: Calls, tell: (message: TellMessage) => void): ServedCaller {
  const whole = new AbortController();
  const streams = new Map<number, OpenStream>();
  let unsubscribe: (() => void) | undefined;

  const open = (stream: number, name: string, input: unknown): void => {
    if (streams.has(stream)) return;
    if (streams.size >= MOST_STREAMS) {
      tell({ tell: 'end', stream, error: TOO_MANY });
      return;
    }
    const opened = createStream();
    streams.set(stream, opened);
    const signal = AbortSignal.any([whole.signal, opened.shut.signal]);
    void pump(calls, { name, input, signal }, opened, (item) => tell({ tell: 'item', stream, item })).then(
      (end) => {
        streams.delete(stream);
        if (!signal.aborted) tell({ tell: 'end', stream, ...end });
      },
    );
  };

  whole.signal.addEventListener('abort', () => unsubscribe?.());
  const take = (message: AskMessage): void => {
    switch (message.ask) {
      case 'open':
        open(message.stream, message.name, message.input);
        break;
      case 'more':
        streams.get(message.stream)?.more();
        break;
      case 'shut':
        streams.get(message.stream)?.shut.abort();
        break;
      case 'subscribe':
        unsubscribe ??= calls.subscribe((event) => tell({ tell: 'event', event }));
        break;
      case 'unsubscribe':
        unsubscribe?.();
        unsubscribe = undefined;
    }
  };
  return {
    signal: whole.signal,
    take,
    end: () => whole.abort(),
  };
}

interface OpenStream {
  readonly shut: AbortController;
  /** The page has taken an item. */
  more(): void;
  /** Settles when the last item was taken, or the signal is aborted. */
  taken(signal: AbortSignal): Promise<void>;
}

function createStream(): OpenStream {
  let take: (() => void) | undefined;
  return {
    shut: new AbortController(),
    more: () => take?.(),
    taken: (signal) =>
      new Promise((resolve) => {
        const done = (): void => {
          signal.removeEventListener('abort', done);
          resolve();
        };
        take = done;
        signal.addEventListener('abort', done);
        if (signal.aborted) done();
      }),
  };
}

async function pump(
  calls: Calls,
  { name, input, signal }: { readonly name: string; readonly input: unknown; readonly signal: AbortSignal },
  stream: OpenStream,
  send: (item: unknown) => void,
): Promise<Pick<Extract<TellMessage, { tell: 'end' }>, 'error'>> {
  try {
    for await (const item of calls.open(name, input, signal)) {
      if (signal.aborted) break;
      // Waited for before it is sent: the answer may come while it still is being sent.
      const taken = stream.taken(signal);
      send(item);
      await taken;
    }
    return {};
  } catch (error) {
    return { error: toFailure(error).toReply() };
  }
}
