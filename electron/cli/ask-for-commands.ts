import type { Core } from '../core/core.ts';
import type { Cli } from './cli.ts';
import { cleanText } from './terminal/clean-text.ts';

/**
 * Asks about each command that a secret is to come from and that nobody agreed to yet. False as soon as one is refused; what was
 * agreed to before stays so.
 */
export async function askForCommands(
  cli: Cli,
  core: Core,
  app: string,
  environment?: string,
): Promise<boolean> {
  const asked = new Set<string>();
  for (const { variable, command } of await core.secrets.pending(app, environment)) {
    if (asked.has(command)) continue;
    asked.add(command);
    cli.out.line(`${app} takes its secret ${variable} from what this command prints:`);
    cli.out.line(`  ${cli.out.paint.strong(cleanText(command))}`, 2);
    if (!(await cli.ask('May it be run, now and whenever the secret is needed?'))) return false;
    core.secrets.allow(app, [command]);
  }
  return true;
}
