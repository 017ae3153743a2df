import { useCallback, useEffect, useMemo, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/contract.ts';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import { useBridge, useHouse } from './use-house.ts';

export interface Query<T> {
  /** The last good answer, also while a new one is awaited. */
  readonly value?: T;
  readonly error?: ErrorReply;
  readonly loading: boolean;
  readonly reload: () => void;
}

export interface QueryOptions {
  /** Asked again when something was written into history. Default false. */
  readonly followHistory?: boolean;
  /** Not asked while false. Default true. */
  readonly when?: boolean;
  /** Asked again when this becomes another. */
  readonly version?: string | number;
}

/** Asks once for each input, and again on `reload`; an answer that was overtaken is dropped. */
export function useQuery<N extends CallName>(
  name: N,
  input: CallInput<N>,
  options: QueryOptions = {},
): Query<CallOutput<N>> {
  const { followHistory = false, when = true, version = '' } = options;
  const bridge = useBridge();
  const history = useHouse((state) => (followHistory ? state.historyVersion : 0));
  const [asked, setAsked] = useState(0);
  const [answer, setAnswer] = useState<Answer<CallOutput<N>>>();
  // Inputs are small plain objects, made anew at each rendering; what they say is what counts.
  const text = JSON.stringify(input);
  const subject = `${name} ${text}`;
  const round = `${asked} ${history} ${version}`;

  useEffect(() => {
    if (!when) return;
    let overtaken = false;
    void bridge.call(name, JSON.parse(text) as CallInput<N>).then((reply) => {
      if (overtaken) return;
      setAnswer((last) => {
        if (reply.ok) return { subject, round, value: reply.value };
        // Another question's answer is no answer to this one.
        return { ...(last?.subject === subject ? last : {}), subject, round, error: reply.error };
      });
    });
    return () => {
      overtaken = true;
    };
  }, [bridge, name, text, subject, when, round]);

  const reload = useCallback(() => {
    setAsked((count) => count + 1);
  }, []);
  return useMemo(() => {
    const known = answer?.subject === subject ? answer : undefined;
    return {
      ...(known && 'value' in known ? { value: known.value } : {}),
      ...(known?.error === undefined ? {} : { error: known.error }),
      loading: when && known?.round !== round,
      reload,
    };
  }, [answer, subject, round, when, reload]);
}

interface Answer<T> {
  readonly subject: string;
  readonly round: string;
  readonly value?: T;
  readonly error?: ErrorReply;
}
