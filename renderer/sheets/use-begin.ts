import { useEffect, useRef, useState } from 'react';
import type { CallInput } from '../../shared/contract/contract.ts';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import { useBridge, useHouseStore } from '../store/use-house.ts';
import { untilBegun } from './until-begun.ts';

export interface Begin {
  /** Settles when it has begun, or was refused, and then nothing was done; or when the sheet was closed before either. */
  readonly begin: (input: CallInput<'deployments.start'>) => Promise<Begun | Refused | Left>;
  /** It was asked for, and has neither begun nor been refused. */
  readonly busy: boolean;
  /** Why the last one did not begin: a policy, a lock, another who was faster. */
  readonly error: ErrorReply | undefined;
}

export interface Begun {
  readonly operation: string;
}

export interface Refused {
  readonly error: ErrorReply;
}

/** The sheet was closed meanwhile: what it asked for goes on, and nobody is to be told by the sheet. */
export interface Left {
  readonly left: true;
}

/** Starts deployments from a sheet, which stays open until what it started has begun. */
export function useBegin(): Begin {
  const bridge = useBridge();
  const house = useHouseStore();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorReply>();
  const closed = useRef<AbortController>(undefined);
  useEffect(() => {
    const controller = new AbortController();
    closed.current = controller;
    return () => {
      controller.abort();
    };
  }, []);

  const start = async (input: CallInput<'deployments.start'>): Promise<Begun | Refused | Left> => {
    const { signal } = closed.current ?? new AbortController();
    const reply = await bridge.call('deployments.start', input);
    if (!reply.ok) return { error: reply.error };
    const outcome = await untilBegun(house, reply.value.operation, signal);
    if (outcome === 'left') return { left: true };
    return outcome === 'begun' ? reply.value : { error: outcome };
  };
  const begin = async (input: CallInput<'deployments.start'>): Promise<Begun | Refused | Left> => {
    setBusy(true);
    setError(undefined);
    const outcome = await start(input);
    setBusy(false);
    if ('error' in outcome) setError(outcome.error);
    return outcome;
  };
  return { begin, busy, error };
}
