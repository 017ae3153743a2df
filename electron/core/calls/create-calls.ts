import type { CallName, StreamName } from '../../../shared/contract/contract.ts';
import { failed, succeeded } from '../../../shared/contract/reply.ts';
import { isFailure, toFailure } from '../runtime/failure.ts';
import { silentLog, type Log } from '../runtime/log.ts';
import { callHandlers, streamHandlers } from './call-handlers.ts';
import type { Caller, CallDeps, CallHandler, Calls, DesktopHandlers } from './calls.ts';
import { checkInput, requireCall } from './check-input.ts';
import { untilAborted } from './until-aborted.ts';

/**
 * The contract over a core and a house: names and inputs are checked, what the handlers throw becomes an answer. A defect
 * (whatever is thrown and is no Failure) is answered with `internal` and written into the log, which alone has its stack.
 */
export function createCalls(deps: CallDeps, desktop: DesktopHandlers): Calls {
  const { log = silentLog } = deps;
  const once: { readonly [N in CallName]: CallHandler<N> } = { ...callHandlers(deps), ...desktop };
  const streams = streamHandlers(deps);
  const runOnce = async <N extends CallName>(name: N, input: unknown, caller: Caller) =>
    once[name](checkInput(name, input), caller);
  const runStream = <N extends StreamName>(name: N, input: unknown, signal: AbortSignal) =>
    streams[name](checkInput(name, input), signal);

  return {
    call: async (name, input, caller) => {
      try {
        return succeeded(await runOnce(requireCall(name, 'once') as CallName, input, caller));
      } catch (error) {
        return failed(explain(log, name, error).toReply());
      }
    },
    open: async function* (name, input, signal) {
      const gone = () => signal.aborted;
      if (gone()) return;
      try {
        yield* untilAborted<unknown>(
          runStream(requireCall(name, 'stream') as StreamName, input, signal),
          signal,
        );
      } catch (error) {
        // Whoever has gone does not hear how its stream ended.
        if (!gone()) throw explain(log, name, error);
      }
    },
    subscribe: (listener) => deps.house.subscribe(listener),
  };
}

function explain(log: Log, name: string, error: unknown) {
  if (!isFailure(error) || error.code === 'internal') {
    const stack = error instanceof Error ? error.stack : undefined;
    log.warn('a call failed for a reason that nobody foresaw', {
      call: name.slice(0, 80),
      reason: String(error).slice(0, 1000),
      ...(stack === undefined ? {} : { stack }),
    });
  }
  return toFailure(error);
}
