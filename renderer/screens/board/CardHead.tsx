import type { JSX } from 'react';
import type { LiveDeployment, PlacementView } from '../../../shared/model/house.ts';
import { Icon } from '../../ui/Icon.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import styles from './CardHead.module.css';
import { CardControls } from './CardControls.tsx';
import { CardMarks, countMarks } from './CardMarks.tsx';
import { LiveHead } from './LiveHead.tsx';

export interface CardHeadProps {
  readonly placementKey: string;
  readonly placement: PlacementView | undefined;
  readonly live: LiveDeployment | undefined;
  readonly named: boolean;
  readonly tabIndex: 0 | -1;
}

/** Version, identity, marks, age, and what can be done. */
export function CardHead({ placement, live, named, tabIndex, placementKey }: CardHeadProps): JSX.Element {
  const version = live?.deployment.version ?? placement?.version;
  const back = live === undefined ? placement?.back : undefined;
  const marked = live === undefined ? placement : undefined;
  return (
    <>
      <div className={styles.head}>
        <strong className={styles.version}>{version === undefined ? 'none' : `v${version}`}</strong>
        {named && (
          <span className={styles.host} title={placement?.host}>
            <Icon name="host" size={11} />
            {placementKey.slice(placementKey.lastIndexOf('/') + 1)}
          </span>
        )}
        {live === undefined && placement?.identity !== undefined && (
          <span className={styles.identity} title={`Image ${placement.identity}`}>
            {placement.identity.slice(0, 7)}
          </span>
        )}
        {live !== undefined && (
          <span
            className={styles.by}
            title={`${live.deployment.kind} by ${live.deployment.by}, by way of ${live.deployment.via}`}
          >
            by {live.deployment.by.split('@')[0]}
          </span>
        )}
        {marked !== undefined && countMarks(marked) === 1 && <CardMarks placement={marked} />}
        <span className={styles.end}>
          {live !== undefined && <LiveHead live={live} tabIndex={tabIndex} />}
          {live === undefined && placement?.since !== undefined && (
            <span className={styles.age}>
              <RelativeTime at={placement.since} />
            </span>
          )}
          {placement?.version !== undefined && (
            <CardControls
              placementKey={placementKey}
              app={placement.app}
              environment={placement.environment}
              host={placement.host}
              back={back?.version}
              tabIndex={tabIndex}
            />
          )}
        </span>
      </div>
      {marked !== undefined && countMarks(marked) > 1 && <CardMarks placement={marked} />}
    </>
  );
}
