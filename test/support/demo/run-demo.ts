import { formatDuration } from '../../../electron/core/runtime/format-duration.ts';
import type { DeploymentOutcome } from '../../../electron/core/core.ts';
import { choosePlace, type DemoPlace } from './choose-place.ts';
import { createDemoApp } from './demo-app.ts';
import { childVariables, readDemoSettings, type DemoSettings } from './demo-settings.ts';
import { judgeDemo } from './judge-demo.ts';
import type { LoadGenerator } from './load-generator.ts';
import { playDemo } from './play-demo.ts';
import { printFarewell, printOpening, printTrouble } from './print-frame.ts';
import { printSummary } from './print-summary.ts';
import { createStage, DemoProblem, type Stage } from './stage.ts';
import { createTwinberthCommand, type TwinberthCommand } from './twinberth-command.ts';

/*
 * The demo, and a check: it ends with 0 only when no request was lost and everything ended as it should. What it made
 * stays in place, so that one can look around, until `npm run demo -- --clean`.
 */

const interruption = new AbortController();
const settings = readDemoSettings(process.env);
const twinberth = createTwinberthCommand({
  cwd: settings.appFolder,
  env: childVariables(settings, process.env),
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    interruption.abort(signal);
    // A terminal has told every process in the foreground about Ctrl-C already.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) twinberth.signal(signal);
  });
process.exitCode = await performDemo(createStage(twinberth, process.stdout, interruption.signal), settings);

async function performDemo(stage: Stage, { endpoint, address, appFolder }: DemoSettings): Promise<number> {
  const begun = performance.now();
  let load: LoadGenerator | undefined;
  const onLoad = (started: LoadGenerator): void => {
    load = started;
  };
  try {
    const place = await choosePlace(endpoint, address);
    const app = await createDemoApp(appFolder, place);
    printOpening(stage.out, settings);
    await playDemo({ stage, app, place, address, onLoad });
    await load?.stop();
    const problems = await concludeDemo(stage, twinberth, load);
    stage.say('', `All of it took ${formatDuration(performance.now() - begun)}.`);
    if (problems.length > 0) throw new DemoProblem(problems.join('\n'));
    sayGoodbye(stage, place, load);
    return 0;
  } catch (error) {
    await load?.stop();
    if (interruption.signal.aborted) {
      printTrouble(stage.out, 'The demo was interrupted.');
      return 130;
    }
    if (!(error instanceof DemoProblem)) throw error;
    printTrouble(stage.out, error.message);
    return 1;
  }
}

/** The tables, from what the command line itself says of the deployments; returns what went wrong. */
async function concludeDemo(
  stage: Stage,
  command: TwinberthCommand,
  load: LoadGenerator | undefined,
): Promise<readonly string[]> {
  stage.chapter('What it cost');
  await stage.run('status');
  const outcomes: DeploymentOutcome[] = [];
  for (const index of stage.acts.keys())
    outcomes.push((await command.read(['show', String(index + 1)])) as DeploymentOutcome);
  printSummary(stage.out, stage.acts, outcomes);
  return load === undefined ? ['Nobody asked.'] : judgeDemo(stage.acts, outcomes, load);
}

function sayGoodbye(stage: Stage, place: DemoPlace, load: LoadGenerator | undefined): void {
  const { out } = stage;
  const lost = out.paint.strong('No request was lost');
  stage.say(`${out.symbols.done} ${lost} of the ${load?.total().requests ?? 0} that were sent to prod.`);
  printFarewell(out, settings, place);
}
