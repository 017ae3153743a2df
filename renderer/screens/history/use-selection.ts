import { useMemo, useState } from 'react';
import type { HistoryRow } from '../../../shared/model/history-row.ts';

/** Up to two deployments that are to be compared, in the order in which they were chosen. */
export interface ComparedRows {
  readonly rows: readonly HistoryRow[];
  readonly has: (row: HistoryRow) => boolean;
  /** A third one takes the place of the first. */
  readonly toggle: (row: HistoryRow) => void;
  readonly clear: () => void;
}

export function useSelection(): ComparedRows {
  const [rows, setRows] = useState<readonly HistoryRow[]>([]);
  return useMemo(
    () => ({
      rows,
      has: ({ id }) => rows.some((row) => row.id === id),
      toggle: (row) =>
        setRows((before) =>
          before.some(({ id }) => id === row.id)
            ? before.filter(({ id }) => id !== row.id)
            : [...before.slice(-1), row],
        ),
      clear: () => setRows([]),
    }),
    [rows],
  );
}
