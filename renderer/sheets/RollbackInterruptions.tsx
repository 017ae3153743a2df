import type { JSX } from 'react';
import type { PlanView } from '../../shared/model/deployment-views.ts';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import { Icon } from '../ui/Icon.tsx';
import { Problem } from '../ui/Problem.tsx';
import styles from './PlanContent.module.css';

/** What a rollback makes clients wait for or lose; that nobody notices it is said, too, and so is that it is not known. */
export function RollbackInterruptions({
  view,
  error,
}: {
  /** Absent: it is being found out. */
  readonly view: PlanView | undefined;
  readonly error: ErrorReply | undefined;
}): JSX.Element {
  if (view === undefined)
    return error === undefined ? (
      <p role="status">Finding out whom it interrupts…</p>
    ) : (
      <Problem title="It is not known whom it interrupts" problem={error} />
    );
  const { interruptions, changes } = view.plan;
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
