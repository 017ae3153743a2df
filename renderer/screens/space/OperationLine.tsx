import type { JSX } from 'react';
import type { Operation } from '../../../shared/model/operation.ts';
import { useCancel } from '../../app/use-cancel.ts';
import { Button } from '../../ui/Button.tsx';
import { ElapsedTime } from '../../ui/ElapsedTime.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import styles from './OperationLine.module.css';

/** An operation while it runs: what it does, how far it is, how long it has taken, and a way to stop it. */
export function OperationLine({ operation }: { readonly operation: Operation }): JSX.Element | null {
  const { id, title, text, state, startedAt, progress, cancellable, error } = operation;
  const { cancel, busy } = useCancel(id);
  if (state === 'failed' && error !== undefined)
    return <Problem title={`${title}: it did not get through`} problem={error} />;
  if (state !== 'running') return null;
  return (
    <div className={styles.line} role="status">
      <Progress
        label={text === '' ? title : `${title}: ${text}`}
        share={progress?.total === undefined ? undefined : progress.current / Math.max(1, progress.total)}
        detail={<ElapsedTime since={startedAt} />}
      />
      {cancellable && (
        <Button size="small" icon="stop" busy={busy} onClick={cancel}>
          Cancel
        </Button>
      )}
    </div>
  );
}
