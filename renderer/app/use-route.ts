import { useMemo, useSyncExternalStore } from 'react';
import { parseRoute, type Route } from './router.ts';

/** Where the window is; undefined when its address names no place. */
export function useRoute(): Route | undefined {
  const address = useSyncExternalStore(subscribe, readPlace);
  return useMemo(() => parseRoute(address), [address]);
}

/** Without its query: a changed filter is no other place, and nothing is drawn anew for it. */
function readPlace(): string {
  return window.location.hash.split('?', 1)[0] ?? '';
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}
