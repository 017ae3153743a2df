import type { JSX } from 'react';
import type { PlacementView } from '../../../shared/model/house.ts';
import { navigate } from '../../app/navigate.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { HealthMark } from './HealthMark.tsx';
import styles from './WrongNow.module.css';

export interface WrongNowProps {
  /** The worst first. */
  readonly wrong: readonly PlacementView[];
  readonly deployed: number;
  readonly onRollBack: (placement: PlacementView) => void;
}

/** What is wrong at this moment, since when, and what can be done about it. */
export function WrongNow({ wrong, deployed, onRollBack }: WrongNowProps): JSX.Element {
  if (wrong.length === 0)
    return (
      <Panel title="Now">
        <p className={styles.well}>
          <Icon name="check" size={15} />
          {deployed === 1 ? 'The one placement is well.' : `All ${deployed} placements are well.`}
        </p>
      </Panel>
    );
  return (
    <Panel title="Wrong now" sub="the worst first" flush>
      <ul aria-label="Wrong now">
        {wrong.map((placement) => (
          <Trouble key={placement.key} placement={placement} onRollBack={onRollBack} />
        ))}
      </ul>
    </Panel>
  );
}

interface TroubleProps {
  readonly placement: PlacementView;
  readonly onRollBack: (placement: PlacementView) => void;
}

function Trouble({ placement, onRollBack }: TroubleProps): JSX.Element {
  const { app, environment, host, health, healthSince, problem, version, replicas, back, deployment } =
    placement;
  return (
    <li className={styles.trouble}>
      <div className={styles.mark}>
        <HealthMark health={health} />
        <span className={styles.since}>
          <RelativeTime at={healthSince} />
        </span>
      </div>
      <div className={styles.what}>
        <h3>
          {app} in {environment}
          <span className={styles.facts}>
            {[version !== undefined && `v${version}`, host, `${replicas.up} of ${replicas.wanted} up`]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </h3>
        {problem !== undefined && <p className={styles.problem}>{problem}</p>}
      </div>
      <div className={styles.actions}>
        <Button
          size="small"
          icon="logs"
          aria-label={`Logs of ${app} in ${environment}`}
          onClick={() => navigate({ name: 'logs', app, environment, host })}
        >
          Logs
        </Button>
        {deployment !== undefined && (
          <Button
            size="small"
            aria-label={`Deployment of ${app} in ${environment}`}
            onClick={() => navigate({ name: 'deployment', id: deployment })}
          >
            Deployment
          </Button>
        )}
        {back !== undefined && (
          <Button size="small" icon="undo" variant="primary" onClick={() => onRollBack(placement)}>
            Back to v{back.version}
          </Button>
        )}
      </div>
    </li>
  );
}
