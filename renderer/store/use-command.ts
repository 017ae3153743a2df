import { useCallback, useMemo, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/contract.ts';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import type { Reply } from '../../shared/contract/reply.ts';
import { useBridge } from './use-house.ts';

export interface Command<N extends CallName> {
  readonly run: (input: CallInput<N>) => Promise<Reply<CallOutput<N>>>;
  readonly busy: boolean;
  /** Of the last run. */
  readonly error?: ErrorReply;
  readonly clear: () => void;
}

/** A button's command: whether it runs, and what went wrong. */
export function useCommand<N extends CallName>(name: N): Command<N> {
  const bridge = useBridge();
  const [running, setRunning] = useState(0);
  const [error, setError] = useState<ErrorReply>();
  const run = useCallback(
    async (input: CallInput<N>) => {
      setRunning((count) => count + 1);
      setError(undefined);
      const reply = await bridge.call(name, input);
      setRunning((count) => count - 1);
      if (!reply.ok) setError(reply.error);
      return reply;
    },
    [bridge, name],
  );
  const clear = useCallback(() => {
    setError(undefined);
  }, []);
  return useMemo(
    () => ({ run, busy: running > 0, clear, ...(error === undefined ? {} : { error }) }),
    [run, running, clear, error],
  );
}
