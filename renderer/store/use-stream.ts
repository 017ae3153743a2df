import { useEffect, useRef } from 'react';
import type { CallInput, CallOutput, StreamName } from '../../shared/contract/contract.ts';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import { useBridge } from './use-house.ts';

export interface StreamHandlers<T> {
  /** A new stream begins: forget what the one before it sent. */
  readonly begin?: () => void;
  readonly item: (item: T) => void;
  readonly end?: (error?: ErrorReply) => void;
}

/**
 * Follows a stream while mounted and `when` is true; another input begins another stream. `version` begins it anew. Handlers
 * may change at each rendering.
 */
export function useStream<N extends StreamName>(
  name: N,
  input: CallInput<N>,
  handlers: StreamHandlers<CallOutput<N>>,
  options: { readonly when?: boolean; readonly version?: number } = {},
): void {
  const { when = true, version = 0 } = options;
  const bridge = useBridge();
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const text = JSON.stringify(input);
  useEffect(() => {
    if (!when) return;
    latest.current.begin?.();
    return bridge.open(name, JSON.parse(text) as CallInput<N>, {
      item: (item) => {
        latest.current.item(item);
      },
      end: (error) => {
        latest.current.end?.(error);
      },
    });
  }, [bridge, name, text, when, version]);
}
