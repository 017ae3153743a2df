import { useCommand } from '../store/use-command.ts';
import { showToast } from '../ui/show-toast.ts';

export interface Cancel {
  readonly busy: boolean;
  readonly cancel: () => void;
}

/** Ends what this process performs; a refusal is told, since nothing else would change. */
export function useCancel(operation: string): Cancel {
  const { run, busy } = useCommand('operations.cancel');
  const cancel = async (): Promise<void> => {
    const reply = await run({ operation });
    if (!reply.ok) showToast({ tone: 'bad', text: `It was not cancelled: ${reply.error.message}` });
  };
  return { busy, cancel: () => void cancel() };
}
