import type { Variables } from '../runtime/paths.ts';

/** Where secrets come from. */
export interface SecretSources {
  /** Whose they are: it stands in what is said about a command that nobody agreed to. */
  readonly app: string;
  /** What `env:NAME` is looked up in, and what commands are given. */
  readonly variables: Variables;
  /** Whether somebody agreed to this very command; none is run before. */
  readonly agreed: (command: string) => boolean;
  /** The folder that commands are run in. */
  readonly folder: string;
  /** How long a command has, milliseconds. Default 10,000. */
  readonly commandTimeoutMs?: number;
  readonly signal?: AbortSignal;
}
