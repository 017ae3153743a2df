import type { JSX } from 'react';
import type { TrafficSample } from '../../../shared/model/health-views.ts';
import type { PlacementView } from '../../../shared/model/house.ts';
import { useTraffic } from '../../store/use-house.ts';
import { Sparkline } from '../../ui/chart/Sparkline.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { Column } from '../../ui/table-column.ts';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { formatLatency, formatRate } from './format-traffic.ts';
import { HealthMark } from './HealthMark.tsx';
import styles from './TrafficTable.module.css';

const ROW_PX = 33;
const MAX_ROWS = 10;

export interface TrafficTableProps {
  readonly placements: readonly PlacementView[];
  /** Key of the one whose charts are shown. */
  readonly chosen: string;
  readonly onChoose: (placement: PlacementView) => void;
}

/** Every placement with what its edge has just seen; choosing one shows its charts. */
export function TrafficTable({ placements, chosen, onChoose }: TrafficTableProps): JSX.Element {
  const rows = Math.min(placements.length, MAX_ROWS);
  return (
    <Panel title="Placements" sub="what their edges see now" flush>
      <div style={{ height: (rows + 1) * ROW_PX + 2 }}>
        <VirtualRows
          label="Placements"
          columns={COLUMNS}
          count={placements.length}
          rowAt={(place) => placements[place]}
          rowKey={({ key }) => key}
          isMarked={({ key }) => key === chosen}
          onOpen={onChoose}
        />
      </div>
    </Panel>
  );
}

function makeColumns(): readonly Column<PlacementView>[] {
  const traffic = (show: (sample: TrafficSample) => string) => {
    const cell = ({ key }: PlacementView): JSX.Element => <Latest placement={key} show={show} />;
    return cell;
  };
  return [
    { key: 'app', head: 'App', cell: ({ app }) => <b className={styles.app}>{app}</b> },
    { key: 'environment', head: 'Environment', cell: ({ environment }) => environment },
    { key: 'host', head: 'Host', cell: ({ host }) => host },
    { key: 'health', head: 'Health', width: '136px', cell: ({ health }) => <HealthMark health={health} /> },
    {
      key: 'requests',
      head: 'Requests',
      end: true,
      width: '92px',
      cell: traffic(({ requests }) => formatRate(requests)),
    },
    {
      key: 'errors',
      head: 'Errors',
      end: true,
      width: '84px',
      cell: traffic(({ errors }) => formatRate(errors)),
    },
    {
      key: 'latency',
      head: 'Latency',
      end: true,
      width: '84px',
      cell: traffic(({ latencyMs }) => (latencyMs === undefined ? '–' : formatLatency(latencyMs))),
    },
    {
      key: 'line',
      head: 'Last minutes',
      width: '112px',
      end: true,
      cell: ({ key }) => <Line placement={key} />,
    },
  ];
}

const COLUMNS = makeColumns();

interface LatestProps {
  /** Key. */
  readonly placement: string;
  readonly show: (sample: TrafficSample) => string;
}

function Latest({ placement, show }: LatestProps): JSX.Element {
  const sample = useTraffic(placement).at(-1);
  return <>{sample === undefined ? '–' : show(sample)}</>;
}

function Line({ placement }: { readonly placement: string }): JSX.Element {
  const samples = useTraffic(placement);
  const failed = samples.filter(({ errors }) => errors > 0).length;
  return (
    <span className={styles.line}>
      <Sparkline
        label={failed === 0 ? 'requests, none failed' : 'requests, and those that failed'}
        values={samples.map(({ requests }) => requests)}
        errors={samples.map(({ errors }) => errors)}
      />
    </span>
  );
}
