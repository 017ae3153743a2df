import type { JSX } from 'react';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import styles from './SecretCommands.module.css';
import type { PendingCommands } from './use-pending-commands.ts';

/** Commands that secrets come from and that nobody agreed to yet, each with its own button; nothing when there are none. */
export function SecretCommands({ pending }: { readonly pending: PendingCommands }): JSX.Element | null {
  const { commands = [], error, loading, reload, refused, busy, allow } = pending;
  const byCommand = new Map<string, string[]>();
  for (const { command, variable } of commands)
    byCommand.set(command, [...(byCommand.get(command) ?? []), variable]);
  if (byCommand.size === 0 && error === undefined && refused === undefined) return null;
  return (
    <section className={styles.commands} aria-label="Commands for secrets">
      {error !== undefined && (
        <Problem
          title="It is not known which commands it needs"
          problem={error}
          retrying={loading}
          onRetry={reload}
        />
      )}
      {refused !== undefined && <Problem title="The command could not be allowed" problem={refused} />}
      {[...byCommand].map(([command, variables]) => (
        <div key={command} className={styles.command}>
          <p>
            {variables.join(', ')} {variables.length === 1 ? 'is' : 'are'} what this command prints on this
            machine:
          </p>
          <pre className={styles.text}>{command}</pre>
          <Button busy={busy} onClick={() => void allow(command)}>
            Allow this command
          </Button>
        </div>
      ))}
    </section>
  );
}
