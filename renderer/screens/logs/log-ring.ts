import type { BatchLine, LogBatch, LogSource } from '../../../shared/model/log-batch.ts';
import { countCells } from './count-cells.ts';

export const MAX_LINES = 100_000;
/** 32 million characters are 32 MB of what most programs print, and 64 MB of the rest. */
export const MAX_CHARACTERS = 32_000_000;

/**
 * The last lines of a stream, as many as fit. Lines are numbered from 0 in the order in which they came, and keep their
 * number; the oldest leave when there is no more room. Lies outside React: thousands of lines come in a second.
 */
export class LogRing {
  readonly #lines: (BatchLine | undefined)[];
  readonly #cells: Uint16Array;
  readonly #maxLines: number;
  readonly #maxCharacters: number;
  readonly #sources: LogSource[] = [];
  #first = 0;
  #end = 0;
  #characters = 0;

  constructor(maxLines = MAX_LINES, maxCharacters = MAX_CHARACTERS) {
    this.#maxLines = maxLines;
    this.#maxCharacters = maxCharacters;
    this.#lines = [];
    this.#cells = new Uint16Array(maxLines);
  }

  /** Number of the oldest line that is held; so many have left. */
  get first(): number {
    return this.#first;
  }

  /** Number of the next line; so many have come. */
  get end(): number {
    return this.#end;
  }

  get sources(): readonly LogSource[] {
    return this.#sources;
  }

  add({ sources, lines }: LogBatch): void {
    this.#sources.push(...sources);
    for (const line of lines) this.#push(line);
  }

  /** @param number of a line that is held */
  lineAt(number: number): BatchLine {
    const line = this.#lines[number % this.#maxLines];
    if (line === undefined || number < this.#first || number >= this.#end)
      throw new RangeError(`line ${number} is not held`);
    return line;
  }

  /** How many columns a line takes, up to `MAX_CELLS`. */
  cellsAt(number: number): number {
    return this.#cells[number % this.#maxLines] ?? 0;
  }

  #push(line: BatchLine): void {
    if (this.#end - this.#first === this.#maxLines) this.#drop();
    const place = this.#end % this.#maxLines;
    this.#lines[place] = line;
    this.#cells[place] = countCells(line.text);
    this.#characters += line.text.length;
    this.#end += 1;
    // The newest line stays, however long it is.
    while (this.#characters > this.#maxCharacters && this.#end - this.#first > 1) this.#drop();
  }

  #drop(): void {
    const place = this.#first % this.#maxLines;
    this.#characters -= this.#lines[place]?.text.length ?? 0;
    this.#lines[place] = undefined;
    this.#first += 1;
  }
}
