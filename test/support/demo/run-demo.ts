import { formatDuration } from '../../../electron/cli/format/format-duration.ts';
import type { DeploymentOutcome } from '../../../electron/core/core.ts';
import { choosePlace } from './choose-place.ts';
import { createDemoApp } from './demo-app.ts';
import { readDemoSettings, twinberthVariables } from './demo-settings.ts';
import { judgeDemo } from './judge-demo.ts';
import type { LoadGenerator } from './load-generator.ts';
import { playDemo } from './play-demo.ts';
import { printFarewell, printOpening } from './print-frame.ts';
import { printSummary } from './print-summary.ts';
import { createStage, DemoProblem, type Stage } from './stage.ts';
import { createTwinberthCommand, type TwinberthCommand } from './twinberth-command.ts';

/*
 * The demo, and a check: it ends with 0 only when no request was lost and everything ended as it should. What it made
 * stays in place, so that one can look around, until `npm run demo -- --clean`.
 */

const settings = readDemoSettings(process.env);
const begun = performance.now();
const interruption = new AbortController();
const place = await choosePlace(settings.endpoint, settings.address);
const app = await createDemoApp(`${settings.folder}/sample`, place);
const twinberth = createTwinberthCommand({ cwd: app.folder, env: childEnvironment() });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    interruption.abort(signal);
    // A terminal has told every process in the foreground about Ctrl-C already.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) twinberth.signal(signal);
  });
const stage = createStage(twinberth, process.stdout, interruption.signal);
let load: LoadGenerator | undefined;

try {
  printOpening(stage.out, settings, app.folder);
  await playDemo({
    stage,
    app,
    place,
    address: settings.address,
    onLoad: (started) => {
      load = started;
    },
  });
  await load?.stop();
  const problems = await concludeDemo(stage, twinberth, load);
  printFarewell(stage.out, settings, place, problems);
  process.exitCode = problems.length === 0 ? 0 : 1;
} catch (error) {
  await load?.stop();
  const interrupted = interruption.signal.aborted;
  if (!interrupted && !(error instanceof DemoProblem)) throw error;
  const what = interrupted ? 'The demo was interrupted.' : (error as Error).message;
  printFarewell(stage.out, settings, place, [what]);
  process.exitCode = interrupted ? 130 : 1;
}

/** The tables, from what the command line itself says of the deployments, and what went wrong. */
async function concludeDemo(
  on: Stage,
  command: TwinberthCommand,
  generator: LoadGenerator | undefined,
): Promise<readonly string[]> {
  on.chapter('What it cost');
  await on.run('status');
  const outcomes: DeploymentOutcome[] = [];
  for (const index of on.acts.keys())
    outcomes.push((await command.read(['show', String(index + 1)])) as DeploymentOutcome);
  on.say('');
  printSummary(on.out, on.acts, outcomes);
  on.say('', `The whole demo took ${formatDuration(performance.now() - begun)}.`);
  return judgeDemo(on.acts, outcomes, generator?.versions() ?? []);
}

/** What the commands find in their environment: Docker's variables and ours say what was chosen, and nothing else. */
function childEnvironment(): Readonly<Record<string, string | undefined>> {
  const own = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('TWINBERTH_') && name !== 'DOCKER_CONTEXT',
  );
  return {
    ...Object.fromEntries(own),
    ...twinberthVariables(settings),
    TWINBERTH_HOST_ADDRESS: settings.address,
    DOCKER_HOST: settings.endpoint,
  };
}
