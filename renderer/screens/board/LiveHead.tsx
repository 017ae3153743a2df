import { memo, type JSX } from 'react';
import type { LiveDeployment } from '../../../shared/model/house.ts';
import { ElapsedTime } from '../../ui/ElapsedTime.tsx';
import { ProgressRing } from '../../ui/ProgressRing.tsx';
import { CancelButton } from './CancelButton.tsx';
import styles from './LiveHead.module.css';

/** How far a deployment is, for how long it has been going on, and its end. */
export function LiveHead({
  live,
  tabIndex,
}: {
  readonly live: LiveDeployment;
  readonly tabIndex: 0 | -1;
}): JSX.Element {
  const { plan, steps, operation, deployment } = live;
  const { app, environment, version, startedAt } = deployment;
  return (
    <span className={styles.live}>
      <How
        what={`v${version} to ${environment}`}
        since={startedAt}
        done={steps.filter(({ state }) => state === 'done' || state === 'skipped').length}
        steps={plan.length}
      />
      {operation !== undefined && (
        <CancelButton
          operation={operation}
          label={`Cancel the deployment of ${app} v${version} to ${environment}`}
          tabIndex={tabIndex}
        />
      )}
    </span>
  );
}

const How = memo(function How({
  what,
  since,
  done,
  steps,
}: {
  readonly what: string;
  readonly since: number;
  readonly done: number;
  readonly steps: number;
}): JSX.Element {
  return (
    <>
      <span className={styles.time}>
        <ElapsedTime since={since} />
      </span>
      <ProgressRing
        label={`${what}: ${done} of ${steps} steps done`}
        share={steps === 0 ? 0 : done / steps}
      />
    </>
  );
});
