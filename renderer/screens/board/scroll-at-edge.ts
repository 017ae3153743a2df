/** This near to an edge the board begins to scroll, in pixels. */
const EDGE_PX = 48;
/** At the very edge, per frame. */
const FASTEST_PX = 18;

/**
 * Scrolls while something is held near an edge, the faster the nearer.
 * @returns whether it scrolled, so that what was measured has moved
 */
export function scrollAtEdge(
  scroller: HTMLElement,
  { x, y }: { readonly x: number; readonly y: number },
): boolean {
  const box = scroller.getBoundingClientRect();
  const before = [scroller.scrollLeft, scroller.scrollTop];
  const right = speed(box.right - x) - speed(x - box.left);
  const down = speed(box.bottom - y) - speed(y - box.top);
  if (right === 0 && down === 0) return false;
  scroller.scrollBy(right, down);
  return scroller.scrollLeft !== before[0] || scroller.scrollTop !== before[1];
}

function speed(distance: number): number {
  if (distance >= EDGE_PX) return 0;
  return Math.ceil(((EDGE_PX - Math.max(0, distance)) / EDGE_PX) * FASTEST_PX);
}
