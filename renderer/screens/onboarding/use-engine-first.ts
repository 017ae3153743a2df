import { useCallback, useState } from 'react';
import type { ErrorReply } from '../../../shared/contract/errors.ts';
import { useBridge, useHouseStore } from '../../store/use-house.ts';
import type { FoundEngine } from './use-engine-search.ts';

/**
 * An app needs a host to be registered on: the engine that was found and shown becomes `local` first, unless somebody else
 * has registered one by now.
 * @returns what does it, answering whether there is a host; and what went wrong
 */
export function useEngineFirst(
  engine: FoundEngine | undefined,
): readonly [() => Promise<boolean>, ErrorReply | undefined] {
  const bridge = useBridge();
  const house = useHouseStore();
  const [error, setError] = useState<ErrorReply>();
  const ensure = useCallback(async () => {
    setError(undefined);
    if (engine === undefined || house.getState().hosts.length > 0) return true;
    const reply = await bridge.call('hosts.add', { name: 'local', endpoint: engine.endpoint });
    if (reply.ok || reply.error.code === 'host.taken') return true;
    setError(reply.error);
    return false;
  }, [bridge, house, engine]);
  return [ensure, error];
}
