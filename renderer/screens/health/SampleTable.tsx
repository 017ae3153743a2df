import { useMemo, type JSX } from 'react';
import type { Mode } from '../../../shared/model/app-config.ts';
import type { TrafficSample } from '../../../shared/model/health-views.ts';
import { formatMoment } from '../../format/format-moment.ts';
import type { Column } from '../../ui/table-column.ts';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { formatLatency, formatRate } from './format-traffic.ts';
import styles from './SampleTable.module.css';

export interface SampleTableProps {
  /** Oldest first. */
  readonly samples: readonly TrafficSample[];
  readonly mode: Mode;
}

/** What the charts show, as numbers, the newest first. */
export function SampleTable({ samples, mode }: SampleTableProps): JSX.Element {
  const columns = useMemo<readonly Column<TrafficSample>[]>(
    () => [
      { key: 'at', head: 'Time', cell: ({ at }) => formatMoment(at) },
      {
        key: 'requests',
        head: mode === 'tcp' ? 'Connections' : 'Requests',
        end: true,
        cell: ({ requests }) => formatRate(requests),
      },
      { key: 'errors', head: 'Errors', end: true, cell: ({ errors }) => formatRate(errors) },
      {
        key: 'latency',
        head: 'Latency',
        end: true,
        cell: ({ latencyMs }) => (latencyMs === undefined ? '–' : formatLatency(latencyMs)),
      },
    ],
    [mode],
  );
  return (
    <div className={styles.table}>
      <VirtualRows
        label="Measurements"
        columns={columns}
        count={samples.length}
        rowAt={(place) => samples[samples.length - 1 - place]}
        rowKey={({ at }) => at}
      />
    </div>
  );
}
