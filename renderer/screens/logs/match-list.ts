import { firstAbove } from './line-rows.ts';
import type { Findings } from './search-lines.ts';

const SLACK = 4096;

/** Lines that match a query, in their order, with the places to be marked in them. */
export class MatchList {
  #lines: number[] = [];
  #sources: number[] = [];
  /** For each line, where its places end in `#ranges`. */
  #ends: number[] = [];
  #ranges: number[] = [];
  #head = 0;
  #found = 0;

  /** How many were ever found. */
  get found(): number {
    return this.#found;
  }

  get size(): number {
    return this.#lines.length - this.#head;
  }

  /**
   * @param first number of the line that the findings' index 0 stands for
   * @param sourceOf source of each of these lines, by index
   */
  add({ hits, counts, ranges }: Findings, first: number, sourceOf: readonly number[]): void {
    let end = this.#ranges.length;
    this.#found += hits.length;
    hits.forEach((hit, place) => {
      end += (counts[place] ?? 0) * 2;
      this.#lines.push(first + hit);
      this.#sources.push(sourceOf[hit] ?? 0);
      this.#ends.push(end);
    });
    for (const value of ranges) this.#ranges.push(value);
  }

  /** Forgets lines before this one. */
  trim(firstLine: number): void {
    this.#head = firstAbove(this.#lines, this.#head, firstLine - 1);
    if (this.#head < SLACK || this.#head < this.#lines.length / 2) return;
    const gone = this.#ends[this.#head - 1] ?? 0;
    this.#lines = this.#lines.slice(this.#head);
    this.#sources = this.#sources.slice(this.#head);
    this.#ends = this.#ends.slice(this.#head).map((end) => end - gone);
    this.#ranges = this.#ranges.slice(gone);
    this.#head = 0;
  }

  has(line: number): boolean {
    return this.#placeOf(line) !== undefined;
  }

  /** Begin and end of each place in a line, one after another; undefined when the line does not match. */
  rangesIn(line: number): readonly number[] | undefined {
    const place = this.#placeOf(line);
    if (place === undefined) return undefined;
    return this.#ranges.slice(place === 0 ? 0 : this.#ends[place - 1], this.#ends[place]);
  }

  /** How many lines of the shown sources match, and how many of them come before `line`. */
  count(shows: (source: number) => boolean, line = -1): { readonly total: number; readonly before: number } {
    let [total, before] = [0, 0];
    for (let place = this.#head; place < this.#lines.length; place += 1) {
      if (!shows(this.#sources[place] ?? 0)) continue;
      total += 1;
      if ((this.#lines[place] ?? 0) < line) before += 1;
    }
    return { total, before };
  }

  /** The nearest matching line of a shown source after `line` (or before it, backwards), going round at the ends. */
  next(line: number, backwards: boolean, shows: (source: number) => boolean): number | undefined {
    const held = this.size;
    const step = backwards ? -1 : 1;
    const above = firstAbove(this.#lines, this.#head, line);
    let place = backwards ? firstAbove(this.#lines, this.#head, line - 1) - 1 : above;
    for (let tried = 0; tried < held; tried += 1, place += step) {
      const round = this.#head + ((((place - this.#head) % held) + held) % held);
      if (shows(this.#sources[round] ?? 0)) return this.#lines[round];
    }
    return undefined;
  }

  #placeOf(line: number): number | undefined {
    const place = firstAbove(this.#lines, this.#head, line - 1);
    return this.#lines[place] === line ? place : undefined;
  }
}
