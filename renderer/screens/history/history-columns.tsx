import type { HistoryRow } from '../../../shared/model/history-row.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { formatNumber } from '../../format/format-count.ts';
import { ColourMark } from '../../ui/ColourMark.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import type { Column } from '../../ui/table-column.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { StateLabel } from '../deployment/StateLabel.tsx';
import { describeResult, nameRow } from './describe-row.ts';
import { KIND_WORDS } from './history-choices.ts';
import styles from './history-columns.module.css';

export interface Selection {
  readonly has: (row: HistoryRow) => boolean;
  readonly toggle: (row: HistoryRow) => void;
}

/** Below this width, in pixels, what can also be seen in the deployment itself is left out. */
const NARROW_PX = 900;

export function historyColumns(selection: Selection, width: number): readonly Column<HistoryRow>[] {
  return [
    {
      key: 'select',
      head: <VisuallyHidden>Compare</VisuallyHidden>,
      width: '34px',
      cell: (row) =>
        canCompare(row) && (
          <input
            type="checkbox"
            className={styles.box}
            tabIndex={-1}
            aria-label={`Compare ${nameRow(row)}`}
            checked={selection.has(row)}
            onChange={() => selection.toggle(row)}
            onClick={(event) => event.stopPropagation()}
          />
        ),
    },
    { key: 'when', head: 'When', width: '78px', cell: ({ at }) => <RelativeTime at={at} /> },
    { key: 'kind', head: 'What', width: '84px', cell: ({ kind }) => KIND_WORDS[kind] },
    {
      key: 'app',
      head: 'App',
      width: 'minmax(84px, 1.2fr)',
      cell: ({ app }) => (
        <b className={styles.app} title={app}>
          {app}
        </b>
      ),
    },
    { key: 'release', head: 'Release', width: '130px', cell: release },
    { key: 'where', head: 'Where', width: 'minmax(76px, 1.2fr)', cell: place },
    {
      key: 'result',
      head: 'Result',
      width: '118px',
      cell: (row) => <StateLabel words={describeResult(row)} />,
    },
    ...(width < NARROW_PX ? [] : WIDE),
    { key: 'who', head: 'Who', width: 'minmax(64px, 1fr)', cell: who },
    ...(width < NARROW_PX ? [] : [WORDS]),
  ];
}

export function canCompare({ kind }: HistoryRow): boolean {
  return kind !== 'build' && kind !== 'approval';
}

const WIDE: readonly Column<HistoryRow>[] = [
  {
    key: 'took',
    head: 'Took',
    width: '80px',
    end: true,
    cell: ({ durationMs }) => (durationMs === undefined ? '' : formatDuration(durationMs)),
  },
  {
    key: 'probes',
    head: 'Probes',
    width: '110px',
    end: true,
    cell: ({ probes }) =>
      probes !== undefined && (
        <span title={`longest gap ${formatDuration(probes.longestGapMs)}`}>
          {formatNumber(probes.sent)}, {lost(probes.failed)}
        </span>
      ),
  },
];

const WORDS: Column<HistoryRow> = {
  key: 'words',
  head: 'Why',
  width: 'minmax(80px, 1.4fr)',
  cell: ({ problem, message }) => (
    <span className={styles.words} title={problem ?? message}>
      {problem ?? message}
    </span>
  ),
};

function lost(failed: number) {
  return failed === 0 ? '0 lost' : <b className={styles.lost}>{formatNumber(failed)} lost</b>;
}

function release({ version, colour }: HistoryRow) {
  return (
    <span className={styles.release}>
      {version !== undefined && `v${version}`}
      {colour !== undefined && <ColourMark colour={colour} />}
    </span>
  );
}

function place({ environment, host }: HistoryRow) {
  const full = [environment, host].filter((part) => part !== undefined).join(' on ');
  return (
    <span title={full}>
      {environment}
      {host !== undefined && <span className={styles.quiet}> {host}</span>}
    </span>
  );
}

function who({ by, via }: HistoryRow) {
  return (
    <span className={styles.quiet} title={via === undefined ? by : `${by}, by way of ${via}`}>
      {by}
    </span>
  );
}
