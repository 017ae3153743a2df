import type { ReactNode } from 'react';

/** A column of Table and VirtualRows. */
export interface Column<Row> {
  readonly key: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the right. */
  readonly end?: boolean;
  /** VirtualRows only: a track of a CSS grid, `120px` or `minmax(0, 2fr)`; `minmax(0, 1fr)` by default. */
  readonly width?: string;
}
