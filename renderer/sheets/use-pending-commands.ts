import type { SecretCommand } from '../../shared/model/app-views.ts';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import { useCommand } from '../store/use-command.ts';
import { useQuery } from '../store/use-query.ts';

export interface PendingCommands {
  /** Commands that secrets come from there, and that nobody agreed to yet; undefined until that is known. */
  readonly commands: readonly SecretCommand[] | undefined;
  /** Why they are not known. */
  readonly error: ErrorReply | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
  /** Why the last one could not be allowed. */
  readonly refused: ErrorReply | undefined;
  readonly busy: boolean;
  /** Agrees to this command and no other. */
  readonly allow: (command: string) => Promise<void>;
}

/** What has to be agreed to before an app can be deployed to an environment. */
export function usePendingCommands(app: string, environment: string): PendingCommands {
  const { value, error, loading, reload } = useQuery('secrets.pending', { app, environment });
  const allowing = useCommand('secrets.allow');
  return {
    commands: value,
    error,
    loading,
    reload,
    refused: allowing.error,
    busy: allowing.busy,
    allow: async (command) => {
      await allowing.run({ app, commands: [command] });
      reload();
    },
  };
}
