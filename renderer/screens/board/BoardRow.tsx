import { memo, useCallback, type JSX } from 'react';
import { useHouse } from '../../store/use-house.ts';
import { AppCell } from './AppCell.tsx';
import styles from './BoardRow.module.css';
import { LaneCell } from './LaneCell.tsx';

export interface BoardRowProps {
  readonly app: string;
  readonly index: number;
  /** Where it begins, in pixels from the first. */
  readonly start: number;
  readonly measure: (row: Element | null) => void;
}

/** An app, and its cards in every lane. */
export const BoardRow = memo(function BoardRow({ app, index, start, measure }: BoardRowProps): JSX.Element {
  const lanes = useHouse((state) => state.lanes);
  const ref = useCallback((row: HTMLDivElement | null) => measure(row), [measure]);
  return (
    <div
      ref={ref}
      className={styles.row}
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      style={{ transform: `translateY(${start}px)` }}
    >
      <AppCell app={app} />
      {lanes.map((lane, place) => (
        <LaneCell key={lane.id} app={app} lane={lane} column={place + 2} />
      ))}
    </div>
  );
});
