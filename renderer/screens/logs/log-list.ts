import { formatBytes } from '../../format/format-bytes.ts';
import { MAX_CELLS } from './count-cells.ts';
import { LineRows } from './line-rows.ts';
import type { LogRing } from './log-ring.ts';
import type { MatchList } from './match-list.ts';
import { createRow, paintRow, type Row, type RowTag } from './paint-row.ts';
import { ScrollKeeper } from './scroll-keeper.ts';
import styles from './LogList.module.css';

/** As high as `.row` in LogList.module.css. */
const ROW_PX = 18;
/** Rows beyond what is in sight, for a scroll that is shown before the next frame is painted. */
const SPARE_ROWS = 12;
/** Unwrapped lines are cut sooner: each is laid out in one piece. */
const MAX_UNWRAPPED_CELLS = 2000;
/** Narrower than this, lines are rather cut off at the edge than broken into crumbs. */
const MIN_COLUMNS = 40;

/** What a list shows and how. */
export interface ListOptions {
  readonly ring: LogRing;
  readonly shows: (source: number) => boolean;
  /** Undefined: lines need no tag, because all come from one place. */
  readonly tagOf: ((source: number) => RowTag) | undefined;
  /** Widest of the tags, in characters. */
  readonly tagCells: number;
  readonly times: boolean;
  readonly wrap: boolean;
  readonly matches: MatchList;
  /** Where next and previous led to. */
  readonly current: number | undefined;
}

export interface ListStatus {
  readonly following: boolean;
  /** Lines that came since it was paused. */
  readonly unseen: number;
}

/**
 * The lines of a ring in a scrolling element, painted at most once per frame and only where they can be seen. Stays at the
 * newest line until somebody scrolls away from it, and again once they are back.
 */
export class LogList {
  readonly #scroller: HTMLElement;
  readonly #space = document.createElement('div');
  readonly #layer = document.createElement('div');
  readonly #keeper: ScrollKeeper;
  readonly #resized: ResizeObserver;
  readonly #onStatus: (status: ListStatus) => void;
  #options: ListOptions;
  #rows: LineRows;
  #columns: number | undefined;
  #painted: { row: Row; shows: number; round: number }[] = [];
  /** Grows when what was painted is of no use any more. */
  #round = 0;
  /** How much had been found when it was painted. */
  #found = 0;
  #widest = 0;
  #frame: number | undefined;
  #pausedAt: number | undefined;
  #status: ListStatus = { following: true, unseen: 0 };

  constructor(scroller: HTMLElement, options: ListOptions, onStatus: (status: ListStatus) => void) {
    this.#scroller = scroller;
    this.#options = options;
    this.#onStatus = onStatus;
    scroller.className = styles.scroller ?? '';
    this.#space.className = styles.space ?? '';
    this.#layer.className = styles.rows ?? '';
    this.#space.append(this.#layer);
    scroller.append(this.#space);
    this.#keeper = new ScrollKeeper(scroller, this.#space, ROW_PX, () => this.refresh());
    this.#columns = this.#measureColumns();
    this.#rows = this.#layOut();
    this.#resized = new ResizeObserver(() => this.#adapt());
    this.#resized.observe(scroller);
    // The cells have another width when the face arrives.
    void document.fonts.ready.then(() => this.#adapt());
    this.refresh();
  }

  get status(): ListStatus {
    return this.#status;
  }

  /** Numbers of the first and the last line in sight. */
  get inSight(): { readonly first: number; readonly last: number } {
    const { first, end } = this.#rows;
    const { from, to } = this.#keeper.range(first, end, 0);
    const last = this.#rows.lineAt(to - 1)?.line ?? 0;
    return { first: this.#rows.lineAt(from)?.line ?? last, last };
  }

  set(options: ListOptions): void {
    const before = this.#options;
    this.#options = options;
    const columns = this.#measureColumns();
    if (options.ring !== before.ring) this.follow();
    if (options.ring !== before.ring || options.shows !== before.shows || columns !== this.#columns)
      this.#layOutAgain(columns);
    this.#round += 1;
    this.refresh();
  }

  /** Something has changed: paints in the next frame. */
  refresh(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#paint();
    });
  }

  /** Goes to the newest line, and stays there. */
  follow(): void {
    this.#keeper.follow();
    this.refresh();
  }

  /** Goes to the oldest line. */
  toStart(): void {
    this.#rows.sync();
    this.#keeper.toStart(this.#rows.first, this.#rows.end);
    this.refresh();
  }

  /** Brings a line into sight, in the middle when it is not there already. */
  reveal(line: number): void {
    this.#rows.sync();
    this.#keeper.reveal(this.#rows.rowOf(line), this.#rows.first, this.#rows.end);
    this.refresh();
  }

  dispose(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#resized.disconnect();
    this.#keeper.dispose();
    this.#space.remove();
  }

  #paint(): void {
    this.#rows.sync();
    const { found } = this.#options.matches;
    if (found !== this.#found) this.#round += 1;
    this.#found = found;
    const { first, end } = this.#rows;
    this.#keeper.settle(first, end);
    const { from, to } = this.#keeper.range(first, end, SPARE_ROWS);
    this.#turn(from, to - from);
    const before = this.#widest;
    this.#painted.forEach((slot, place) => {
      const row = from + place;
      if (slot.shows === row && slot.round === this.#round) return;
      this.#paintRow(slot.row, row);
      slot.shows = row;
      slot.round = this.#round;
    });
    if (this.#widest !== before) this.#fitWidth();
    this.#layer.style.transform = `translateY(${this.#keeper.topOf(from)}px)`;
    this.#tellStatus();
  }

  /** Moves rows that stay in sight along, so that they keep what they show and their order in the page. */
  #turn(from: number, count: number): void {
    const shift = from - (this.#painted[0]?.shows ?? from);
    if (shift > 0 && shift < this.#painted.length) {
      const moved = this.#painted.splice(0, shift);
      this.#layer.append(...moved.map(({ row }) => row.element));
      this.#painted.push(...moved);
    } else if (shift < 0 && -shift < this.#painted.length) {
      const moved = this.#painted.splice(shift);
      this.#layer.prepend(...moved.map(({ row }) => row.element));
      this.#painted.unshift(...moved);
    }
    for (const { row } of this.#painted.splice(count)) row.element.remove();
    while (this.#painted.length < count) {
      const row = createRow();
      this.#layer.append(row.element);
      this.#painted.push({ row, shows: -1, round: -1 });
    }
  }

  #paintRow(row: Row, number: number): void {
    const { ring, tagOf, times, matches, current } = this.#options;
    const place = this.#rows.lineAt(number);
    if (place === undefined) return;
    const line = ring.lineAt(place.line);
    const cells = ring.cellsAt(place.line);
    const width = this.#columns ?? MAX_UNWRAPPED_CELLS;
    const start = place.part * width;
    const isLast = start + width >= cells;
    const cut = this.#columns === undefined ? cells > width : cells >= MAX_CELLS && isLast;
    this.#widest = Math.max(this.#widest, Math.min(cells, width));
    paintRow(row, {
      number: place.line,
      line,
      start,
      end: start + width,
      leads: place.part === 0,
      tag: tagOf?.(line.source),
      times,
      ranges: matches.rangesIn(place.line),
      current: place.line === current,
      cut: cut ? formatBytes(line.text.length) : undefined,
    });
  }

  #tellStatus(): void {
    const { following } = this.#keeper;
    const { counted } = this.#rows;
    if (following) this.#pausedAt = undefined;
    else this.#pausedAt ??= counted;
    const unseen = counted - (this.#pausedAt ?? counted);
    if (following === this.#status.following && unseen === this.#status.unseen) return;
    this.#status = { following, unseen };
    this.#onStatus(this.#status);
  }

  #adapt(): void {
    const columns = this.#measureColumns();
    if (columns !== this.#columns) this.#layOutAgain(columns);
    this.#fitWidth();
    this.refresh();
  }

  #layOut(): LineRows {
    const { ring, shows } = this.#options;
    return new LineRows(ring, shows, this.#columns);
  }

  /** Rows get other numbers: what was at the top of the sight stays there. */
  #layOutAgain(columns: number | undefined): void {
    const top = this.#rows.lineAt(Math.max(this.#keeper.topRow, this.#rows.first))?.line;
    const counted = this.#rows.counted;
    this.#columns = columns;
    this.#rows = this.#layOut();
    if (this.#pausedAt !== undefined) this.#pausedAt += this.#rows.counted - counted;
    this.#keeper.restart(top === undefined ? undefined : this.#rows.rowOf(top), this.#rows.first);
    this.#round += 1;
    this.#widest = 0;
    this.#fitWidth();
  }

  #fitWidth(): void {
    const { cell, gutter } = this.#measure();
    const width = this.#columns === undefined ? Math.ceil(gutter + this.#widest * cell) : 0;
    this.#space.style.width = width > this.#scroller.clientWidth ? `${width}px` : '';
  }

  #measureColumns(): number | undefined {
    if (!this.#options.wrap) return undefined;
    const { cell, gutter } = this.#measure();
    // One cell is left for a wide character that begins in the last column.
    return Math.max(MIN_COLUMNS, Math.floor((this.#scroller.clientWidth - gutter) / cell) - 1);
  }

  /** Widths in the pixels of the page, whatever its zoom. */
  #measure(): { readonly cell: number; readonly gutter: number } {
    const { tagOf, tagCells, times } = this.#options;
    this.#scroller.style.setProperty('--tag-cells', String(tagCells));
    const row = createRow();
    const probe = row.element;
    probe.className = `${styles.row ?? ''} ${styles.probe ?? ''}`;
    row.tag.hidden = tagOf === undefined;
    row.tag.className = styles.tag ?? '';
    row.time.hidden = !times;
    row.text.textContent = '0'.repeat(100);
    this.#space.append(probe);
    const cell = row.text.offsetWidth / 100;
    const gutter = probe.offsetWidth - row.text.offsetWidth;
    probe.remove();
    return { cell, gutter };
  }
}
