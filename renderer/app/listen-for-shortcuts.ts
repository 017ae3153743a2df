import type { Route } from './router.ts';

/** After `g`. */
export const GO_KEYS: Readonly<Record<string, Route>> = {
  b: { name: 'board' },
  a: { name: 'apps' },
  h: { name: 'history' },
  e: { name: 'health' },
  o: { name: 'hosts' },
  d: { name: 'drift' },
  s: { name: 'space' },
  n: { name: 'notices' },
  ',': { name: 'settings' },
};

/** How long `g` waits for its second key. */
const SEQUENCE_MS = 1200;

export interface ShortcutActions {
  readonly onGo: (route: Route) => void;
  /** Ctrl K or ⌘ K. */
  readonly onFind: () => void;
}

/**
 * Hears the keys that work everywhere. Letters count only outside of what is typed into, and while no dialog is open.
 * @returns stops hearing
 */
export function listenForShortcuts(target: Document, { onGo, onFind }: ShortcutActions): () => void {
  let wentAt = -Infinity;
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    if (isFind(event)) {
      event.preventDefault();
      onFind();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return;
    const route = event.timeStamp - wentAt < SEQUENCE_MS ? GO_KEYS[event.key] : undefined;
    wentAt = event.key === 'g' ? event.timeStamp : -Infinity;
    if (route === undefined) return;
    event.preventDefault();
    onGo(route);
  };
  target.addEventListener('keydown', onKey);
  return () => target.removeEventListener('keydown', onKey);
}

function isFind({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !shiftKey && !altKey;
}

function isTaken({ target }: KeyboardEvent): boolean {
  // A question that has to be answered first is not walked away from, wherever the focus has gone.
  if (document.querySelector('dialog:modal, [role=dialog][aria-modal=true]') !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role=dialog], dialog, [role=menu]') !== null
  );
}
