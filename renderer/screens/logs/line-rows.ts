import type { LogRing } from './log-ring.ts';

/** Entries at the front that may be dead before the arrays are moved together. */
const SLACK = 4096;

/**
 * The lines of a ring that one list shows, laid out as rows of equal height: one row for each line, or, wrapped, as many as
 * it takes. Rows are numbered from 0 and keep their number while lines leave at the front.
 */
export class LineRows {
  readonly #ring: LogRing;
  readonly #shows: (source: number) => boolean;
  readonly #columns: number | undefined;
  /** Line numbers, and for each the number of the row after its last; entries before `#head` have left. */
  #lines: number[] = [];
  #ends: number[] = [];
  #head = 0;
  #seen: number;
  #start = 0;
  #counted = 0;

  /** @param columns cells after which a line is wrapped; undefined: lines are not wrapped */
  constructor(ring: LogRing, shows: (source: number) => boolean, columns?: number) {
    this.#ring = ring;
    this.#shows = shows;
    this.#columns = columns;
    this.#seen = ring.first;
    this.sync();
  }

  /** Number of the first row that is held. */
  get first(): number {
    return this.#start;
  }

  /** Number of the row after the last. */
  get end(): number {
    return this.#ends.at(-1) ?? this.#start;
  }

  /** How many lines are held. */
  get held(): number {
    return this.#lines.length - this.#head;
  }

  /** How many lines have come, those that left among them. */
  get counted(): number {
    return this.#counted;
  }

  /** Takes in what the ring got, and lets go of what it let go of. */
  sync(): void {
    let row = this.end;
    for (let line = Math.max(this.#seen, this.#ring.first); line < this.#ring.end; line += 1) {
      if (!this.#shows(this.#ring.lineAt(line).source)) continue;
      row += this.#rowsOf(line);
      this.#lines.push(line);
      this.#ends.push(row);
      this.#counted += 1;
    }
    this.#seen = this.#ring.end;
    this.#trim();
  }

  /** The line that a row belongs to, and which of its rows it is. */
  lineAt(row: number): { readonly line: number; readonly part: number } | undefined {
    if (row < this.#start || row >= this.end) return undefined;
    const place = firstAbove(this.#ends, this.#head, row);
    const line = this.#lines[place];
    return line === undefined ? undefined : { line, part: row - this.#startOf(place) };
  }

  /** The first row of a line, or of the next one that is shown; the end when there is none. */
  rowOf(line: number): number {
    const place = firstAbove(this.#lines, this.#head, line - 1);
    return place >= this.#lines.length ? this.end : this.#startOf(place);
  }

  #rowsOf(line: number): number {
    return this.#columns === undefined ? 1 : Math.max(1, Math.ceil(this.#ring.cellsAt(line) / this.#columns));
  }

  #startOf(place: number): number {
    return place === this.#head ? this.#start : (this.#ends[place - 1] ?? this.#start);
  }

  #trim(): void {
    const gone = firstAbove(this.#lines, this.#head, this.#ring.first - 1);
    if (gone === this.#head) return;
    this.#start = this.#ends[gone - 1] ?? this.#start;
    this.#head = gone;
    if (this.#head < SLACK || this.#head < this.#lines.length / 2) return;
    this.#lines = this.#lines.slice(this.#head);
    this.#ends = this.#ends.slice(this.#head);
    this.#head = 0;
  }
}

/** The first place from `from` on whose value is above `value`, in values that ascend. */
export function firstAbove(values: readonly number[], from: number, value: number): number {
  let [low, high] = [from, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
