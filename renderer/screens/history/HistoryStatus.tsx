import type { JSX } from 'react';
import type { HistoryRow } from '../../../shared/model/history-row.ts';
import { navigate } from '../../app/navigate.ts';
import { formatCount } from '../../format/format-count.ts';
import { Button } from '../../ui/Button.tsx';
import type { FeedState } from './create-history-feed.ts';
import { endOf } from './history-pages.ts';
import type { ComparedRows } from './use-selection.ts';
import styles from './HistoryStatus.module.css';

export interface HistoryStatusProps {
  readonly state: FeedState;
  readonly selection: ComparedRows;
  readonly onShowNewer: () => void;
}

/** A line over the list, of one height whatever it says: how much there is, what is new, what is being compared. */
export function HistoryStatus({ state, selection, onShowNewer }: HistoryStatusProps): JSX.Element {
  return (
    <div className={styles.status}>
      <span role="status">
        {state.begun && <span className={styles.count}>{amount(state)}</span>}
        {state.newer > 0 && (
          <Button size="small" icon="chevronUp" onClick={onShowNewer}>
            {state.newerAndMore ? `more than ${state.newer - 1} newer` : `${state.newer} newer`}
          </Button>
        )}
      </span>
      <Comparison selection={selection} />
    </div>
  );
}

function amount({ pages, next }: FeedState): string {
  const read = formatCount(endOf(pages), 'row');
  return next === undefined ? read : `the newest ${read}, more below`;
}

function Comparison({
  selection: { rows, clear },
}: {
  readonly selection: ComparedRows;
}): JSX.Element | undefined {
  const [a, b] = [...rows].sort((one, other) => one.at - other.at);
  if (a === undefined) return <span className={styles.hint}>Choose two deployments to compare them</span>;
  return (
    <span className={styles.comparison}>
      <span className={styles.names}>
        {titleOf(a)}
        {b === undefined ? ', and another one' : ` with ${titleOf(b)}`}
      </span>
      <Button
        size="small"
        icon="compare"
        unavailable={b === undefined ? 'Choose a second deployment' : undefined}
        onClick={() => b !== undefined && navigate({ name: 'compare', a: a.id, b: b.id })}
      >
        Compare
      </Button>
      <Button size="small" variant="quiet" onClick={clear}>
        Clear choice
      </Button>
    </span>
  );
}

function titleOf({ app, version, environment }: HistoryRow): string {
  return [
    app,
    version === undefined ? '' : `v${version}`,
    environment === undefined ? '' : `in ${environment}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
