import type { JSX } from 'react';
import { useQuery } from '../store/use-query.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './PlanContent.module.css';

/** What a rollback makes clients wait for or lose, once its plan is known; nothing when nobody notices it. */
export function RollbackInterruptions({
  app,
  environment,
  serving,
}: {
  readonly app: string;
  readonly environment: string;
  readonly serving: string | null;
}): JSX.Element | null {
  const { value } = useQuery(
    'deployments.plan',
    { kind: 'rollback', app, environment },
    { version: serving ?? '' },
  );
  if (value === undefined) return null;
  const { interruptions, changes } = value.plan;
  return (
    <>
      {interruptions.map(({ kind, why }) => (
        <p key={kind} className={styles.loud}>
          <Icon name="triangle" size={14} />
          <span>This interrupts: {why}.</span>
        </p>
      ))}
      {interruptions.length === 0 && <p>Nobody is interrupted.</p>}
      {changes.length > 0 && (
        <p>{changes.length === 1 ? 'One setting goes' : `${changes.length} settings go`} back with it.</p>
      )}
    </>
  );
}
