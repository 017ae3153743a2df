/** Space above the first row that is let grow while somebody reads and lines leave, before it is taken away in one go. */
const MAX_BLANK_PX = 4_000_000;
/** Positions are fractions of a pixel on some screens. */
const OWN_PX = 0.5;
/** Who scrolls down to here wants to be at the end. */
const NEAR_END_PX = 4;

/**
 * Where a list of rows of equal height stands. While it follows, the end stays in sight; while it is paused, each row stays
 * where it is on the screen, although rows leave in front of it and others come.
 */
export class ScrollKeeper {
  readonly #scroller: HTMLElement;
  readonly #space: HTMLElement;
  readonly #rowPx: number;
  readonly #onScroll: () => void;
  #following = true;
  /** Row at the very top of the space. */
  #base = 0;
  #height = 0;
  #lastSet = 0;

  constructor(scroller: HTMLElement, space: HTMLElement, rowPx: number, onScroll: () => void) {
    this.#scroller = scroller;
    this.#space = space;
    this.#rowPx = rowPx;
    this.#onScroll = onScroll;
    scroller.addEventListener('scroll', this.#scrolled, { passive: true });
    document.addEventListener('selectionchange', this.#selected);
  }

  get following(): boolean {
    return this.#following;
  }

  /** The first row in sight. */
  get topRow(): number {
    return this.#base + Math.floor(this.#scroller.scrollTop / this.#rowPx);
  }

  follow(): void {
    this.#following = true;
  }

  pause(): void {
    this.#following = false;
  }

  /** Fits the space to the rows from `first` up to `end`, and goes to the end when it follows. */
  settle(first: number, end: number): void {
    const { scrollTop } = this.#scroller;
    if (this.#following) this.#base = first;
    const blank = (first - this.#base) * this.#rowPx;
    if (blank > MAX_BLANK_PX) {
      this.#base = first;
      this.#setHeight(end);
      this.#scrollTo(scrollTop - blank);
    }
    this.#setHeight(end);
    if (this.#following) this.#scrollTo(this.#height - this.#scroller.clientHeight);
    // What was in sight has left: the oldest that is there comes instead.
    else if (this.#scroller.scrollTop < (first - this.#base) * this.#rowPx)
      this.#scrollTo((first - this.#base) * this.#rowPx);
  }

  /** The rows that have to be painted. */
  range(first: number, end: number, spare: number): { readonly from: number; readonly to: number } {
    const inSight = Math.ceil(this.#scroller.clientHeight / this.#rowPx) + 1;
    const top = this.topRow;
    const from = Math.max(first, Math.min(top - spare, end - inSight));
    return { from, to: Math.min(end, Math.max(from, top + inSight + spare)) };
  }

  /** Where a row lies in the space. */
  topOf(row: number): number {
    return (row - this.#base) * this.#rowPx;
  }

  toStart(first: number, end: number): void {
    this.pause();
    this.settle(first, end);
    this.#scrollTo(this.topOf(first));
  }

  reveal(row: number, first: number, end: number): void {
    this.pause();
    this.settle(first, end);
    const { clientHeight, scrollTop } = this.#scroller;
    const top = this.topOf(row);
    if (top < scrollTop || top + this.#rowPx > scrollTop + clientHeight)
      this.#scrollTo(Math.max(0, top - (clientHeight - this.#rowPx) / 2));
  }

  /** Rows were numbered anew: `top` is now the first in sight; undefined: the first that there is. */
  restart(top: number | undefined, first: number): void {
    this.#base = first;
    this.#height = -1;
    if (this.#following) return;
    const place = ((top ?? first) - first) * this.#rowPx;
    this.#space.style.height = `${place + this.#scroller.clientHeight}px`;
    this.#scrollTo(place);
  }

  dispose(): void {
    this.#scroller.removeEventListener('scroll', this.#scrolled);
    document.removeEventListener('selectionchange', this.#selected);
  }

  readonly #scrolled = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const moved = scrollTop - this.#lastSet;
    const below = scrollHeight - clientHeight - scrollTop;
    // Our own scrolling ends where it was set. The first step of somebody's is less than a pixel where it is animated.
    if (Math.abs(moved) >= OWN_PX) this.#following = below < (moved < 0 ? OWN_PX : NEAR_END_PX);
    this.#lastSet = scrollTop;
    this.#onScroll();
  };

  /** Text that is being selected must not run away. */
  readonly #selected = (): void => {
    const selection = document.getSelection();
    if (!this.#following || selection === null || selection.isCollapsed) return;
    if (!this.#space.contains(selection.anchorNode)) return;
    this.#following = false;
    this.#onScroll();
  };

  #setHeight(end: number): void {
    const height = (end - this.#base) * this.#rowPx;
    if (height === this.#height) return;
    this.#height = height;
    this.#space.style.height = `${height}px`;
  }

  #scrollTo(top: number): void {
    const wanted = Math.max(0, top);
    if (Math.abs(this.#scroller.scrollTop - wanted) >= OWN_PX) this.#scroller.scrollTop = wanted;
    this.#lastSet = this.#scroller.scrollTop;
  }
}
