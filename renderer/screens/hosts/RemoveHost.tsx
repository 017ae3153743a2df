import type { JSX } from 'react';
import { useCommand } from '../../store/use-command.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { showToast } from '../../ui/show-toast.ts';

export interface RemoveHostProps {
  readonly name: string;
  readonly onClose: () => void;
}

/** Asks before a host is forgotten. The core refuses while an environment is on it, and says so here. */
export function RemoveHost({ name, onClose }: RemoveHostProps): JSX.Element {
  const remove = useCommand('hosts.remove');
  const confirm = async (): Promise<void> => {
    const reply = await remove.run({ name });
    if (!reply.ok) return;
    showToast({ tone: 'quiet', text: `Removed host ${name}` });
    onClose();
  };
  return (
    <Dialog
      title={`Remove ${name}?`}
      confirm="Remove host"
      destructive
      busy={remove.busy}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>
        Twinberth forgets this host. Its engine and what runs there stay as they are. The host can be added
        again.
      </p>
      {remove.error !== undefined && <Problem title="It was not removed" problem={remove.error} />}
    </Dialog>
  );
}
