import type { Plan } from '../../shared/model/plan.ts';
import type { Core, DeployCommand, DeploymentOutcome } from '../core/core.ts';
import type { Cli } from './cli.ts';
import { askForCommands } from './ask-for-commands.ts';
import { deploymentDocument } from './documents/deployment-document.ts';
import { EXIT } from './exit-codes.ts';
import { hostNames } from './host-names.ts';
import { showDeploymentProgress } from './present/deployment-progress.ts';
import { printOutcome } from './present/print-outcome.ts';

/** Everything in a deploy, promote, rollback or heal command that this file adds. */
export type Conduct = Required<Pick<DeployCommand, 'via' | 'signal' | 'onProgress' | 'confirm'>>;

/** `interruption`: asks when somebody will notice. `never`: the answer is yes. */
export type Asking = 'always' | 'interruption' | 'never';

/**
 * Runs one of the core's deployments before the eyes of whoever looks: the plan, the question if there is one to ask, the
 * steps, how it ended, and the exit code. `extra` goes into the document besides.
 */
export async function performDeployment(
  cli: Cli,
  core: Core,
  options: {
    readonly asking: Asking;
    readonly signal: AbortSignal;
    readonly start: (conduct: Conduct) => Promise<DeploymentOutcome>;
    readonly extra?: object;
  },
): Promise<void> {
  const { signal } = options;
  const view = showDeploymentProgress(cli.out, cli.io.clock);
  const progressed = { begun: false };
  const stopNotice = () =>
    cli.say('Stopping: what was begun is taken back, or finished where that is safer.');
  signal.addEventListener('abort', stopNotice, { once: true });
  let outcome: DeploymentOutcome;
  try {
    outcome = await options.start({
      via: 'cli',
      signal,
      onProgress: (progress) => {
        if (progress.kind === 'begun') progressed.begun = true;
        view.show(progress);
      },
      confirm: (plan) => {
        view.plan(plan);
        return confirm(cli, core, plan, options.asking);
      },
    });
  } catch (error) {
    view.end();
    if (!progressed.begun) cli.say('Nothing was changed.');
    throw error;
  } finally {
    signal.removeEventListener('abort', stopNotice);
  }
  view.end();
  printOutcome(cli.out, outcome, { interrupted: signal.aborted });
  cli.document({ ...deploymentDocument(outcome, hostNames(core)), ...options.extra });
  cli.end(exitCodeOfOutcome(outcome, signal.aborted));
}

async function confirm(cli: Cli, core: Core, plan: Plan, asking: Asking): Promise<boolean> {
  // Without somebody to ask, the core refuses to run such a command, and says how it is agreed to.
  const needed = plan.source === 'create' && cli.attended && asking !== 'never';
  if (needed && !(await askForCommands(cli, core, plan.app, plan.environment))) return false;
  const noticed = plan.interruptions.length > 0;
  if (!cli.attended || asking === 'never' || (asking === 'interruption' && !noticed)) return true;
  return cli.ask(noticed ? 'Go ahead, in spite of what it interrupts?' : 'Go ahead?');
}

/**
 * Whoever interrupts the bake has not seen the end of it: a script must not take that for a release that is good. One that is
 * still `running` when its command ends has failed, and could not be cleaned up after.
 */
function exitCodeOfOutcome({ deployment }: DeploymentOutcome, interrupted: boolean): number {
  if (deployment.state === 'interrupted') return EXIT.interrupted;
  if (deployment.state === 'baking' && interrupted) return EXIT.interrupted;
  return ['failed', 'reverted', 'running'].includes(deployment.state) ? EXIT.failed : EXIT.done;
}
