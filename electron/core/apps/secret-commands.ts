import type { SecretCommand } from '../../../shared/model/app-views.ts';
import type { Consent } from '../db/consents.ts';

/** Which commands this user of this machine has agreed to as sources of secrets. A command that is changed is another one. */
export interface SecretCommands {
  /**
   * Commands that the app's file names, or that what it has deployed was deployed with, and that nobody agreed to yet; each
   * once per environment. A file that cannot be read names none. Rejects with `app.unknown`.
   */
  pending(app: string, environment?: string): Promise<readonly SecretCommand[]>;
  /** Throws `app.unknown`. */
  agreed(app: string): readonly Consent[];
  /** Agrees to exactly these, each as `SecretCommand` has it. Throws `app.unknown`. */
  allow(app: string, commands: readonly string[]): void;
}
