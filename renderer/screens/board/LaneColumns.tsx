import { memo, type JSX } from 'react';
import type { LaneView } from '../../../shared/model/house.ts';
import { joinClasses } from '../../ui/join-classes.ts';
import styles from './LaneColumns.module.css';
import { useLaneAnswer } from './use-lane-answer.ts';

/** The grounds of the lanes, behind all rows. */
export function LaneColumns({ lanes }: { readonly lanes: readonly LaneView[] }): JSX.Element {
  return (
    <div className={styles.columns} aria-hidden>
      <span />
      {lanes.map((lane) => (
        <LaneColumn key={lane.id} lane={lane} />
      ))}
    </div>
  );
}

const LaneColumn = memo(function LaneColumn({ lane }: { readonly lane: LaneView }): JSX.Element {
  const { answer, over, target } = useLaneAnswer(lane);
  return (
    <span
      className={joinClasses(
        styles.column,
        answer !== undefined && styles[answer.kind],
        over && styles.over,
        target && styles.target,
      )}
    />
  );
});
