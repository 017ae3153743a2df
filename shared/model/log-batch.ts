import type { Colour } from './colour.ts';

/** A container whose lines are followed; lines name it by its place in the list of all that were announced so far. */
export interface LogSource {
  readonly container: string;
  readonly host: string;
  readonly role: 'replica' | 'edge';
  readonly colour?: Colour;
  readonly replica?: number;
  readonly version?: number;
}

/** Lines in the order in which they came. At most some thousand at a time; the next batch waits until this one was taken. */
export interface LogBatch {
  /** Sources that appear for the first time. */
  readonly sources: readonly LogSource[];
  readonly lines: readonly BatchLine[];
}

export interface BatchLine {
  /** Index of its source. */
  readonly source: number;
  readonly stream: 'stdout' | 'stderr';
  /** Milliseconds since 1970, where the engine told. */
  readonly at?: number;
  /** Without the line end; ANSI sequences as they came; invalid UTF-8 replaced; at most 1 MiB. */
  readonly text: string;
}
