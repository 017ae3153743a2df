const holders = new WeakMap<Element, number>();

/**
 * Takes parts of a window out of reach of pointer, keyboard and screen readers. Several may hold the same part; it is back
 * when the last has let go.
 * @returns lets go
 */
export function holdInert(inside: HTMLElement | null, selector: string): () => void {
  const parts = [...(inside?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const count = (part: HTMLElement, by: number): void => {
    const held = (holders.get(part) ?? 0) + by;
    holders.set(part, held);
    part.inert = held > 0;
  };
  for (const part of parts) count(part, 1);
  let holding = true;
  return () => {
    if (!holding) return;
    holding = false;
    for (const part of parts) count(part, -1);
  };
}
