import { scrollAtEdge } from './scroll-at-edge.ts';
import type { Board } from './board-context.ts';
import { dropCard, moveOver, pickUp, putBack } from './move-card.ts';

/** How far a press has to go before it is a drag, in pixels: a click of an unsteady hand is none. */
const THRESHOLD_PX = 5;

interface LaneSpan {
  readonly name: string;
  readonly left: number;
  readonly right: number;
}

/**
 * Follows a press on a card until it is let go. While it drags, nothing is drawn by React but what changes when another
 * lane is reached: the ghost is moved by its transform, once per frame.
 * @param scroller what holds the lanes and scrolls
 */
export function dragWithPointer(
  board: Board,
  key: string,
  card: HTMLElement,
  down: PointerEvent,
  scroller: HTMLElement,
): void {
  const { pointer } = board;
  let dragging = false;
  let frame = 0;
  let spans: readonly LaneSpan[] = [];

  const begin = (): boolean => {
    const box = card.getBoundingClientRect();
    // Pointers are in the window's pixels, lengths of a style in those of the zoomed page.
    const zoom = Number(getComputedStyle(document.documentElement).zoom) || 1;
    Object.assign(pointer, {
      holdX: down.clientX - box.left,
      holdY: down.clientY - box.top,
      width: box.width / zoom,
      zoom,
    });
    if (!pickUp(board, key, 'pointer')) {
      stop();
      return false;
    }
    dragging = true;
    spans = measureLanes(scroller);
    // Also what happens outside of the window is heard then.
    capture(scroller, down.pointerId);
    return true;
  };
  const follow = (): void => {
    frame = 0;
    if (scrollAtEdge(scroller, pointer)) {
      spans = measureLanes(scroller);
      frame = requestAnimationFrame(follow);
    }
    moveOver(board, laneAt(spans, scroller, pointer));
    moveGhost(pointer);
  };
  const onMove = (event: PointerEvent): void => {
    if (event.pointerId !== down.pointerId) return;
    pointer.x = event.clientX;
    pointer.y = event.clientY;
    if (!dragging) {
      if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < THRESHOLD_PX) return;
      if (!begin()) return;
    }
    frame ||= requestAnimationFrame(follow);
  };
  const onUp = (event: PointerEvent): void => {
    if (event.pointerId !== down.pointerId) return;
    stop();
    if (!dragging) return;
    moveOver(board, laneAt(spans, scroller, { x: event.clientX, y: event.clientY }));
    dropCard(board);
  };
  const onCancel = (event: Event): void => {
    if (event instanceof PointerEvent && event.pointerId !== down.pointerId) return;
    stop();
    if (dragging) putBack(board);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !dragging) return;
    event.preventDefault();
    event.stopPropagation();
    onCancel(event);
  };
  const onResize = (): void => {
    spans = measureLanes(scroller);
  };
  // Put back by something else: the way to the core was lost, somebody deployed there.
  const unsubscribe = board.state.subscribe(({ picked }) => {
    if (dragging && picked === undefined) stop();
  });
  const listeners: readonly [string, (event: never) => void][] = [
    ['pointermove', onMove],
    ['pointerup', onUp],
    ['pointercancel', onCancel],
    ['blur', onCancel],
    ['resize', onResize],
  ];
  const stop = (): void => {
    cancelAnimationFrame(frame);
    unsubscribe();
    for (const [type, listener] of listeners) window.removeEventListener(type, listener as EventListener);
    window.removeEventListener('keydown', onKey, true);
    if (scroller.hasPointerCapture(down.pointerId)) scroller.releasePointerCapture(down.pointerId);
  };
  for (const [type, listener] of listeners) window.addEventListener(type, listener as EventListener);
  window.addEventListener('keydown', onKey, true);
}

function capture(element: HTMLElement, pointerId: number): void {
  try {
    element.setPointerCapture(pointerId);
  } catch {
    // No such pointer any more: it was let go between two events.
  }
}

/** Puts the ghost where the pointer is; it is found by its mark, since there is at most one. */
export function moveGhost({ x, y, holdX, holdY, zoom }: Board['pointer']): void {
  const ghost = document.querySelector<HTMLElement>('[data-drag-ghost]');
  if (ghost === null) return;
  ghost.style.transform = `translate3d(${(x - holdX) / zoom}px, ${(y - holdY) / zoom}px, 0) rotate(-1.6deg)`;
}

function measureLanes(scroller: HTMLElement): readonly LaneSpan[] {
  return [...scroller.querySelectorAll<HTMLElement>('[data-lane]')].map((element) => {
    const { left, right } = element.getBoundingClientRect();
    return { name: element.dataset['lane'] ?? '', left, right };
  });
}

function laneAt(
  spans: readonly LaneSpan[],
  scroller: HTMLElement,
  { x, y }: { readonly x: number; readonly y: number },
): string | undefined {
  const box = scroller.getBoundingClientRect();
  if (x < box.left || x > box.right || y < box.top || y > box.bottom) return undefined;
  return spans.find(({ left, right }) => x >= left && x <= right)?.name;
}
