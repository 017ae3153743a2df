const GAP_PX = 6;
const EDGE_PX = 8;

/** Where a popup goes relative to what opened it; it turns to the other side where it would not fit. */
export interface PopupPlace {
  readonly side: 'below' | 'above';
  readonly align: 'start' | 'centre' | 'end';
}

/** Puts a popup that is shown in the top layer next to its anchor and inside the window. */
export function placePopup(anchor: Element, popup: HTMLElement, { side, align }: PopupPlace): void {
  const from = anchor.getBoundingClientRect();
  const { width, height } = popup.getBoundingClientRect();
  const left = { start: from.left, centre: from.left + (from.width - width) / 2, end: from.right - width }[
    align
  ];
  const below = from.bottom + GAP_PX;
  const above = from.top - GAP_PX - height;
  const fitsBelow = below + height <= window.innerHeight - EDGE_PX;
  const fitsAbove = above >= EDGE_PX;
  const top =
    side === 'below' ? (fitsBelow || !fitsAbove ? below : above) : fitsAbove || !fitsBelow ? above : below;
  // Rectangles are in the window's pixels, lengths of a style in those of the zoomed page.
  const zoom = Number(getComputedStyle(document.documentElement).zoom) || 1;
  popup.style.left = `${clamp(left, window.innerWidth - width) / zoom}px`;
  popup.style.top = `${clamp(top, window.innerHeight - height) / zoom}px`;
}

function clamp(value: number, room: number): number {
  return Math.max(EDGE_PX, Math.min(value, room - EDGE_PX));
}
