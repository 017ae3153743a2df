import type { CallInput, CallName, CallOutput, StreamName } from '../../shared/contract/contract.ts';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import type { Operation } from '../../shared/model/operation.ts';
import type { Calls } from '../../electron/core/calls/calls.ts';

/** The contract as a window has it, with its types; what is refused is thrown as an error that has the reply. */
export interface Asker {
  ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** The refusal of a call; an error when it is not refused. */
  refusal<N extends CallName>(name: N, input: CallInput<N>): Promise<ErrorReply>;
  stream<N extends StreamName>(
    name: N,
    input: CallInput<N>,
    signal?: AbortSignal,
  ): AsyncIterable<CallOutput<N>>;
  /** The operation once it is over. */
  over(operation: string): Promise<Operation>;
}

export function askCalls(calls: Calls): Asker {
  const { signal } = new AbortController();
  const asker: Asker = {
    ask: async (name, input) => {
      const reply = await calls.call(name, input, { signal });
      if (reply.ok) return reply.value as CallOutput<typeof name>;
      throw Object.assign(new Error(`${name}: ${reply.error.code}: ${reply.error.message}`), reply.error);
    },
    refusal: async (name, input) => {
      const reply = await calls.call(name, input, { signal });
      if (!reply.ok) return reply.error;
      throw new Error(`${name} was not refused`);
    },
    stream: (name, input, own = signal) =>
      calls.open(name, input, own) as AsyncIterable<CallOutput<typeof name>>,
    over: (operation) =>
      new Promise((resolve, reject) => {
        const look = (): boolean => {
          void asker.ask('operations.get', { operation }).then((found) => {
            if (found.state === 'running') return;
            stop();
            resolve(found);
          }, reject);
          return true;
        };
        const stop = calls.subscribe(({ event }) => {
          if (event.type === 'operation.changed' && event.operation.id === operation) look();
        });
        look();
      }),
  };
  return asker;
}
