import type { JSX } from 'react';
import type { LiveDeployment, PlacementView } from '../../../shared/model/house.ts';
import { Berths } from '../../ui/Berths.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { usePutAway } from '../../store/use-house.ts';
import styles from './EndedBody.module.css';
import { EndedFailure } from './EndedFailure.tsx';
import { EndedReceipt } from './EndedReceipt.tsx';
import { liveBerths } from './live-berths.ts';
import { shownBerth } from './shown-berth.ts';

export interface EndedBodyProps {
  readonly ended: LiveDeployment;
  readonly placement: PlacementView | undefined;
  readonly tabIndex: 0 | -1;
}

/** What came of a deployment, until it is put away or the next one begins. */
export function EndedBody({ ended, placement, tabIndex }: EndedBodyProps): JSX.Element {
  const putAway = usePutAway();
  const good = ended.deployment.state === 'live';
  const berths =
    placement === undefined || placement.health === 'empty'
      ? liveBerths(ended, placement)
      : { active: placement.active, blue: shownBerth(placement.blue), green: shownBerth(placement.green) };
  return (
    <>
      {(good || placement?.active !== undefined) && <Berths {...berths} />}
      <div className={styles.ended}>
        {good ? (
          <EndedReceipt ended={ended} tabIndex={tabIndex} />
        ) : (
          <EndedFailure ended={ended} placement={placement} tabIndex={tabIndex} />
        )}
        <span className={styles.away}>
          <IconButton
            icon="cross"
            size="small"
            label={good ? 'Put the receipt away' : 'Put this away'}
            tabIndex={tabIndex}
            onClick={() => putAway(ended.key)}
          />
        </span>
      </div>
    </>
  );
}
