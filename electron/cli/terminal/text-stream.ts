import type { Writable } from 'node:stream';

/** A standard stream, or something like it. */
export type TextStream = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};
