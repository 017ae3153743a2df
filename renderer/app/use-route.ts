import { useMemo, useSyncExternalStore } from 'react';
import { parseRoute, type Route } from './router.ts';

/** Where the window is; undefined when its address names no place. */
export function useRoute(): Route | undefined {
  const address = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => parseRoute(address), [address]);
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}
