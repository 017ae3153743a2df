import { useCallback, useMemo, useSyncExternalStore } from 'react';

/**
 * What a screen keeps in the address after its place, such as its filters (`#/history?app=web`), so that it can be linked
 * and is there again after Back; and a way to write it, which is no step that Back would have to take back.
 */
export function useAddressQuery(): readonly [URLSearchParams, (query: URLSearchParams) => void] {
  const text = useSyncExternalStore(subscribe, readText);
  const query = useMemo(() => new URLSearchParams(text), [text]);
  const write = useCallback((next: URLSearchParams) => {
    const [place = ''] = window.location.hash.split('?', 1);
    const said = next.toString();
    window.location.replace(said === '' ? place || '#' : `${place || '#/'}?${said}`);
  }, []);
  return [query, write];
}

function readText(): string {
  const { hash } = window.location;
  const at = hash.indexOf('?');
  return at < 0 ? '' : hash.slice(at + 1);
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}
