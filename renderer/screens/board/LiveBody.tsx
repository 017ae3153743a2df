import type { JSX } from 'react';
import { RouteLink } from '../../app/RouteLink.tsx';
import type { LiveDeployment, PlacementView } from '../../../shared/model/house.ts';
import { describeProbes } from '../../sheets/describe-receipt.ts';
import { Icon } from '../../ui/Icon.tsx';
import { CardBerths } from './CardBerths.tsx';
import { liveBerths } from './live-berths.ts';
import styles from './LiveBody.module.css';
import { LiveSteps } from './LiveSteps.tsx';

/** A deployment as it happens: both berths with the gate between them, its steps, what it waits for, its probes. */
export function LiveBody({
  live,
  placement,
}: {
  readonly live: LiveDeployment;
  readonly placement: PlacementView | undefined;
}): JSX.Element {
  const { deployment, plan, steps, note, probes, interruptions } = live;
  const current = steps.findLast(({ state }) => state === 'running') ?? steps.at(-1);
  const doing = note ?? plan.find(({ name }) => name === current?.name)?.text ?? 'begins';
  return (
    <>
      <CardBerths {...liveBerths(live, placement)} />
      <LiveSteps live={live} />
      <div className={styles.state}>
        <RouteLink
          to={{ name: 'deployment', id: deployment.id }}
          className={styles.doing}
          tabIndex={-1}
          title={doing}
        >
          {doing}
        </RouteLink>
        {probes !== undefined && (
          <span className={probes.failed > 0 ? styles.lost : styles.probes}>{describeProbes(probes)}</span>
        )}
      </div>
      {interruptions.map(({ kind, why }) => (
        <p key={kind} className={styles.interruption} title={why}>
          <Icon name="triangle" size={11} />
          {kind === 'hold' ? 'requests are held' : 'the edge is replaced'}
        </p>
      ))}
    </>
  );
}
