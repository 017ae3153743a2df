import type { JSX } from 'react';
import type { PlacementView } from '../../../shared/model/house.ts';
import { formatCount } from '../../format/format-count.ts';
import { formatMoment } from '../../format/format-moment.ts';
import { Mark } from '../../ui/Mark.tsx';
import styles from './CardMarks.module.css';

/** How many marks a placement has: one finds room beside its version, more get a line of their own. */
export function countMarks({ drift, newer, held, lock }: PlacementView): number {
  const marks = [drift !== undefined && drift.count > 0, newer !== undefined, held, lock !== undefined];
  return marks.filter(Boolean).length;
}

/** What is worth knowing of a placement besides its health. */
export function CardMarks({ placement }: { readonly placement: PlacementView }): JSX.Element {
  const { drift, newer, held, lock } = placement;
  const drifted = drift !== undefined && drift.count > 0;
  return (
    <span className={styles.marks}>
      {lock !== undefined && (
        <span title={`${lock.by} holds the lock since ${formatMoment(lock.since)}: ${lock.purpose}`}>
          <Mark tone="quiet" icon="lock">
            {lock.by.split('@')[0]}
          </Mark>
        </span>
      )}
      {drifted && (
        <span
          title={`${formatCount(drift.count, 'difference')} to what was deployed, seen ${formatMoment(drift.checkedAt)}`}
        >
          <Mark
            tone={drift.worst === 'info' ? 'quiet' : 'warn'}
            {...(drift.worst === 'info' ? { icon: 'info' } : {})}
          >
            drift {drift.count}
          </Mark>
        </span>
      )}
      {held && (
        <span title="It was rolled back: nothing is promoted here by itself until the next deployment">
          <Mark tone="quiet" icon="pause">
            held
          </Mark>
        </span>
      )}
      {newer !== undefined && (
        <span title={`v${newer} is newer and may be deployed here`}>
          <Mark tone="quiet" icon="chevronUp">
            v{newer}
          </Mark>
        </span>
      )}
    </span>
  );
}
