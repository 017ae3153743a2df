import { useState } from 'react';
import type { SecretCommand } from '../../shared/model/app-views.ts';
import type { ErrorReply } from '../../shared/contract/errors.ts';
import { useBridge } from '../store/use-house.ts';
import { useQuery } from '../store/use-query.ts';

export interface PendingCommands {
  /** Commands that secrets come from there, and that nobody agreed to yet; undefined until that is known. */
  readonly commands: readonly SecretCommand[] | undefined;
  readonly error: ErrorReply | undefined;
  readonly busy: boolean;
  /** Agrees to this command and no other. */
  readonly allow: (command: string) => Promise<void>;
}

/** What has to be agreed to before an app can be deployed to an environment. */
export function usePendingCommands(app: string, environment: string): PendingCommands {
  const bridge = useBridge();
  const { value, error, reload } = useQuery('secrets.pending', { app, environment });
  const [refused, setRefused] = useState<ErrorReply>();
  const [busy, setBusy] = useState(false);
  return {
    commands: value,
    error: refused ?? error,
    busy,
    allow: async (command) => {
      setBusy(true);
      const reply = await bridge.call('secrets.allow', { app, commands: [command] });
      setBusy(false);
      setRefused(reply.ok ? undefined : reply.error);
      reload();
    },
  };
}
