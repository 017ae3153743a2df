import type { House } from '../house/house.ts';

/**
 * Each caller holds the house's attention while its window can be seen, once, however often it says so; a caller that is
 * gone lets go by itself.
 */
export function attendVisible(house: Pick<House, 'attend'>): (caller: AbortSignal, visible: boolean) => void {
  const held = new Map<AbortSignal, () => void>();
  const known = new WeakSet<AbortSignal>();
  const letGo = (caller: AbortSignal): void => {
    held.get(caller)?.();
    held.delete(caller);
  };
  return (caller, visible) => {
    if (!visible || caller.aborted) {
      letGo(caller);
      return;
    }
    if (held.has(caller)) return;
    held.set(caller, house.attend());
    // A page is hidden and shown all its life.
    if (known.has(caller)) return;
    known.add(caller);
    caller.addEventListener('abort', () => letGo(caller), { once: true });
  };
}
