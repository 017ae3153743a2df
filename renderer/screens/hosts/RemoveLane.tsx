import type { JSX } from 'react';
import { useCommand } from '../../store/use-command.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { showToast } from '../../ui/show-toast.ts';

export interface RemoveLaneProps {
  readonly name: string;
  readonly onClose: () => void;
}

/** Asks before an environment is removed. The core refuses while something is deployed there, and says so here. */
export function RemoveLane({ name, onClose }: RemoveLaneProps): JSX.Element {
  const remove = useCommand('environments.remove');
  const confirm = async (): Promise<void> => {
    const reply = await remove.run({ name });
    if (!reply.ok) return;
    showToast({ tone: 'quiet', text: `Removed environment ${name}` });
    onClose();
  };
  return (
    <Dialog
      title={`Remove environment ${name}?`}
      confirm="Remove environment"
      destructive
      busy={remove.busy}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>
        Only an environment where nothing is deployed can be removed. Its empty network on each host goes too.
      </p>
      {remove.error !== undefined && <Problem title="It was not removed" problem={remove.error} />}
    </Dialog>
  );
}
