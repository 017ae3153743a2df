import type { JSX } from 'react';
import type { ReleaseBerth } from '../../../shared/model/release-views.ts';
import { useCommand } from '../../store/use-command.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { showToast } from '../../ui/show-toast.ts';
import { ReleaseRuns } from './ReleaseRuns.tsx';

export interface WithdrawDialogProps {
  readonly app: string;
  readonly version: number;
  readonly runs: readonly ReleaseBerth[];
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Asks before a release is withdrawn, which cannot be taken back, and shows where it lies. */
export function WithdrawDialog({ app, version, runs, onClose, onChanged }: WithdrawDialogProps): JSX.Element {
  const withdraw = useCommand('releases.withdraw');
  const confirm = async (): Promise<void> => {
    const reply = await withdraw.run({ app, version });
    if (!reply.ok) return;
    showToast({ tone: 'quiet', text: `${app} v${version} is withdrawn` });
    onChanged();
    onClose();
  };
  return (
    <Dialog
      title={`Withdraw ${app} v${version}?`}
      confirm={`Withdraw v${version}`}
      onConfirm={() => void confirm()}
      onCancel={onClose}
      busy={withdraw.busy}
      destructive
    >
      <p>It can then no longer be deployed, promoted or rolled back to. That cannot be taken back.</p>
      {runs.length === 0 ? (
        <p>It runs nowhere.</p>
      ) : (
        <>
          <p>It lies here, and goes on running until something else is deployed there:</p>
          <ReleaseRuns runs={runs} />
        </>
      )}
      {withdraw.error !== undefined && <Problem title="It was not withdrawn" problem={withdraw.error} />}
    </Dialog>
  );
}
