import type { Bridge, FeedListener, StreamListener } from '../../../shared/contract/bridge.ts';
import type { CallInput, CallName, CallOutput, StreamName } from '../../../shared/contract/contract.ts';
import type { ErrorReply } from '../../../shared/contract/errors.ts';
import type { HouseEvent } from '../../../shared/contract/events.ts';
import type { Reply } from '../../../shared/contract/reply.ts';
import type { HouseSnapshot } from '../../../shared/model/house.ts';

type Answers = {
  [N in CallName]?: (input: CallInput<N>) => CallOutput<N> | ErrorReply | Promise<CallOutput<N> | ErrorReply>;
};

export interface FakeBridge extends Bridge {
  /** Every call so far, oldest first. */
  readonly calls: readonly { readonly name: CallName; readonly input: unknown }[];
  /** Inputs of the calls of one name. */
  inputsOf<N extends CallName>(name: N): readonly CallInput<N>[];
  /** Answers calls of these names from now on. */
  answer(answers: Answers): void;
  /** Tells the window that something happened, as the next number. */
  emit(event: HouseEvent): void;
  /** Leaves numbers out, as for a client that was too slow. */
  skip(events: number): void;
  connect(connected: boolean): void;
  /** Streams of this name that are open. */
  streams<N extends StreamName>(
    name: N,
  ): readonly { readonly input: CallInput<N>; readonly listener: StreamListener<CallOutput<N>> }[];
}

/** A core that a test plays by hand: it answers `house.get` with the snapshot it was given, and else what the test says. */
export function createFakeBridge(snapshot: HouseSnapshot, answers: Answers = {}): FakeBridge {
  const listeners = new Set<FeedListener>();
  const open = new Set<{ readonly name: StreamName; readonly input: unknown; readonly listener: unknown }>();
  const calls: { name: CallName; input: unknown }[] = [];
  let known: Answers = {
    'house.get': () => ({ ...snapshot, seq }),
    'house.attend': () => null,
    ...answers,
  };
  let seq = snapshot.seq;
  return {
    platform: { kind: 'browser', os: 'linux', version: '0.1.0' },
    calls,
    inputsOf: <N extends CallName>(name: N) =>
      calls.filter((call) => call.name === name).map((call) => call.input as CallInput<N>),
    answer: (more) => {
      known = { ...known, ...more };
    },
    call: async <N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<CallOutput<N>>> => {
      calls.push({ name, input });
      const answer = known[name] as ((input: CallInput<N>) => unknown) | undefined;
      if (answer === undefined)
        return {
          ok: false,
          error: { code: 'internal', message: `the test answers no ${name}`, details: {} },
        };
      const value = await answer(input);
      return isError(value) ? { ok: false, error: value } : { ok: true, value: value as CallOutput<N> };
    },
    open: (name, input, listener) => {
      const entry = { name, input, listener };
      open.add(entry);
      return () => {
        open.delete(entry);
      };
    },
    subscribe: (listener) => {
      listeners.add(listener);
      queueMicrotask(() => {
        listener.connected(true);
      });
      return () => {
        listeners.delete(listener);
      };
    },
    emit: (event) => {
      seq += 1;
      for (const listener of listeners) listener.event({ seq, event });
    },
    skip: (events) => {
      seq += events;
    },
    connect: (connected) => {
      for (const listener of listeners) listener.connected(connected);
    },
    streams: <N extends StreamName>(name: N) =>
      [...open].filter((entry) => entry.name === name) as unknown as readonly {
        readonly input: CallInput<N>;
        readonly listener: StreamListener<CallOutput<N>>;
      }[],
  };
}

function isError(value: unknown): value is ErrorReply {
  return typeof value === 'object' && value !== null && 'code' in value && 'details' in value;
}
