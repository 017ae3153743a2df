import { useState, type JSX } from 'react';
import type { AppView } from '../../../shared/model/app-views.ts';
import type { ReleaseView } from '../../../shared/model/release-views.ts';
import { useCommand } from '../../store/use-command.ts';
import { useHouse } from '../../store/use-house.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Select } from '../../ui/Select.tsx';
import { showToast } from '../../ui/show-toast.ts';
import { TextInput } from '../../ui/TextInput.tsx';

export interface ApproveDialogProps {
  readonly app: AppView;
  readonly version: number;
  readonly approvals: ReleaseView['approvals'];
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Says of a release that it may go into an environment that waits for that. */
export function ApproveDialog({
  app,
  version,
  approvals,
  onClose,
  onChanged,
}: ApproveDialogProps): JSX.Element {
  const lanes = useHouse((state) => state.lanes);
  const asking = lanes.filter(({ name, policy }) => policy.approval && app.environments.includes(name));
  const offered = asking.length > 0 ? asking.map(({ name }) => name) : app.environments;
  const [environment, setEnvironment] = useState(offered[0] ?? '');
  const [message, setMessage] = useState('');
  const approve = useCommand('releases.approve');
  const earlier = approvals.find((approval) => approval.environment === environment);
  const confirm = async (): Promise<void> => {
    const why = message.trim();
    const reply = await approve.run({
      app: app.name,
      environment,
      version,
      ...(why === '' ? {} : { message: why }),
    });
    if (!reply.ok) return;
    showToast({ tone: 'quiet', text: `${app.name} v${version} is approved for ${environment}` });
    onChanged();
    onClose();
  };
  return (
    <Dialog
      title={`Approve ${app.name} v${version}`}
      confirm="Approve"
      onConfirm={() => void confirm()}
      onCancel={onClose}
      busy={approve.busy}
      unavailable={environment === '' ? 'Its file names no environment.' : undefined}
    >
      <Select
        label="For environment"
        value={environment}
        options={offered.map((name) => ({ value: name, label: name }))}
        onChange={setEnvironment}
        hint={
          asking.length === 0 ? 'None of them waits for an approval; it is recorded all the same.' : undefined
        }
      />
      <TextInput
        label="Why (may be empty)"
        hint="It is written into the history, with your name."
        value={message}
        onChange={setMessage}
        maxLength={4000}
      />
      {earlier !== undefined && (
        <p>
          {earlier.by} has approved it for {environment} already.
        </p>
      )}
      {approve.error !== undefined && <Problem title="It was not approved" problem={approve.error} />}
    </Dialog>
  );
}
