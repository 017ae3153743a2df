import type { TextOutput } from '../../../electron/cli/terminal/text-output.ts';
import type { DemoPlace } from './choose-place.ts';
import { twinberthVariables, type DemoSettings } from './demo-settings.ts';
import { PROGRAM } from './twinberth-command.ts';

/** Where it is played, before it begins. */
export function printOpening(out: TextOutput, settings: DemoSettings, folder: string): void {
  const engine =
    settings.engine === 'private'
      ? `a Docker Engine started for this demo, at ${settings.endpoint}; its ports are at ${settings.address}`
      : `the Docker Engine at ${settings.endpoint}; what is made on it carries dev.twinberth.run=${settings.run}`;
  out.line();
  out.line(out.paint.strong('Twinberth: two berths for every service, and a gate between them'));
  out.line(out.paint.faint(`Engine: ${engine}.`));
  out.line(out.paint.faint(`App:    a copy of test/support/sample-app, in ${folder}.`));
}

/** How it went, where to look around, and how to take everything away. */
export function printFarewell(
  out: TextOutput,
  settings: DemoSettings,
  place: DemoPlace,
  problems: readonly string[],
): void {
  const { paint, symbols } = out;
  out.line();
  if (problems.length === 0) out.line(`${symbols.done} ${paint.strong('No request was lost.')}`);
  for (const problem of problems) out.line(`${paint.bad(symbols.failed)} ${problem}`);
  out.line();
  if (problems.length === 0) printLookAround(out, settings, place);
  out.line('Remove everything that the demo made:');
  out.line('  npm run demo -- --clean');
}

function printLookAround(
  out: TextOutput,
  settings: DemoSettings,
  { app, dev, prod, ports }: DemoPlace,
): void {
  const variables = Object.entries(twinberthVariables(settings)).map(([name, value]) => `${name}=${value}`);
  const { paint, symbols } = out;
  out.line('The sample app goes on running:');
  for (const [name, port] of [
    [dev, ports.dev],
    [prod, ports.prod],
  ] as const)
    out.line(`  ${name.padEnd(6)} http://${settings.address}:${port}/`);
  out.line();
  out.line('Look around (paste these lines):');
  out.line(`  cd ${settings.folder}/sample`);
  out.line(`  export ${variables.join(' ')}`);
  out.line(`  alias twinberth=${PROGRAM}`);
  out.line('  twinberth status');
  out.line(
    paint.faint(
      `  then: twinberth history ${app} ${symbols.dot} twinberth show 5 ${symbols.dot} twinberth deploy ${app} ${dev} --build`,
    ),
  );
  out.line();
  out.line('The window (`npm start`) comes later; until then `npm start` prints `twinberth status`.');
}
