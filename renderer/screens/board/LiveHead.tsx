import type { JSX } from 'react';
import type { LiveDeployment } from '../../../shared/model/house.ts';
import { useCommand } from '../../store/use-command.ts';
import { ElapsedTime } from '../../ui/ElapsedTime.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { ProgressRing } from '../../ui/ProgressRing.tsx';
import styles from './LiveHead.module.css';

/** How far a deployment is, for how long it has been going on, and its end. */
export function LiveHead({
  live,
  tabIndex,
}: {
  readonly live: LiveDeployment;
  readonly tabIndex: 0 | -1;
}): JSX.Element {
  const cancel = useCommand('operations.cancel');
  const { plan, steps, operation, deployment } = live;
  const done = steps.filter(({ state }) => state === 'done' || state === 'skipped').length;
  const { app, environment, version, startedAt } = deployment;
  return (
    <span className={styles.live}>
      <span className={styles.time}>
        <ElapsedTime since={startedAt} />
      </span>
      <ProgressRing
        label={`v${version} to ${environment}: ${done} of ${plan.length} steps done`}
        share={plan.length === 0 ? 0 : done / plan.length}
      />
      {operation !== undefined && (
        <IconButton
          icon="stop"
          size="small"
          label={`Cancel the deployment of ${app} v${version} to ${environment}`}
          tabIndex={tabIndex}
          busy={cancel.busy}
          onClick={() => void cancel.run({ operation })}
        />
      )}
    </span>
  );
}
