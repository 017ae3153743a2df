import type { JSX } from 'react';
import { RouteLink } from '../../app/RouteLink.tsx';
import type { LiveDeployment } from '../../../shared/model/house.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { describeProbes } from '../../sheets/describe-receipt.ts';
import { Icon } from '../../ui/Icon.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { useBoard } from './board-context.ts';
import styles from './EndedReceipt.module.css';
import { undoSheet } from './undo-sheet.ts';

/** What a swap cost, and its undoing. */
export function EndedReceipt({
  ended,
  tabIndex,
}: {
  readonly ended: LiveDeployment;
  readonly tabIndex: 0 | -1;
}): JSX.Element {
  const { state } = useBoard();
  const { receipt, durationMs, id } = ended.deployment;
  const undo = undoSheet(ended);
  const lost = receipt !== undefined && receipt.failures > 0;
  return (
    <div className={styles.receipt} role="group" aria-label="Receipt">
      <span className={styles.line}>
        <span className={joinClasses(styles.probes, lost && styles.lost)}>
          <Icon name={lost ? 'triangle' : 'check'} size={12} />
          {receipt === undefined
            ? 'done'
            : describeProbes({ sent: receipt.probes, failed: receipt.failures })}
        </span>
        {receipt !== undefined && <span>gap {formatDuration(receipt.longestGapMs)}</span>}
      </span>
      <span className={styles.line}>
        {receipt !== undefined && <span>switch {formatDuration(receipt.switchMs)}</span>}
        {durationMs !== undefined && (
          <span title="From its beginning to its end">{formatDuration(durationMs)} in all</span>
        )}
      </span>
      <span className={styles.line}>
        <RouteLink to={{ name: 'deployment', id }} tabIndex={tabIndex} className={styles.link}>
          Details
        </RouteLink>
        {undo !== undefined && (
          <button
            type="button"
            className={styles.undo}
            tabIndex={tabIndex}
            onClick={() => state.setState({ sheet: undo })}
          >
            <Icon name="undo" size={12} />
            Undo
          </button>
        )}
      </span>
    </div>
  );
}
