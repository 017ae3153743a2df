import type { TextOutput } from '../../../electron/cli/terminal/text-output.ts';
import type { DemoPlace } from './choose-place.ts';
import { twinberthVariables, type DemoSettings } from './demo-settings.ts';
import { CHECKOUT, PROGRAM } from './twinberth-command.ts';

/** Where it is played, before it begins. */
export function printOpening(out: TextOutput, settings: DemoSettings): void {
  const engine =
    settings.engine === 'private'
      ? `a Docker Engine started for this demo, at ${settings.endpoint}; its ports are at ${settings.address}`
      : `the Docker Engine at ${settings.endpoint}; what is made on it carries dev.twinberth.run=${settings.run}`;
  out.line();
  out.line(out.paint.strong('Twinberth: two berths for every service, and a gate between them'));
  out.line(out.paint.faint(`Engine: ${engine}.`));
  out.line(out.paint.faint(`App:    a copy of test/support/sample-app, in ${settings.appFolder}.`));
}

/** Where to look around, and how to take everything away. */
export function printFarewell(
  out: TextOutput,
  settings: DemoSettings,
  { app, dev, prod, ports }: DemoPlace,
): void {
  const { paint, symbols } = out;
  const variables = Object.entries(twinberthVariables(settings));
  const more = [`history ${app}`, 'show 5', `logs ${app} ${prod}`, `deploy ${app} ${dev} --build`];
  out.line();
  out.line('The sample app goes on running:');
  out.line(`  ${dev.padEnd(8)} http://${settings.address}:${ports.dev}/`);
  out.line(`  ${prod.padEnd(8)} http://${settings.address}:${ports.prod}/`);
  out.line();
  out.line('Look around (paste these lines):');
  out.line(`  cd ${shellWord(settings.appFolder)}`);
  out.line(`  export ${variables.map(([name, value]) => `${name}=${shellWord(value)}`).join(' ')}`);
  out.line(`  alias twinberth=${shellWord(shellWord(PROGRAM))}`);
  out.line('  twinberth status');
  out.line(paint.faint(`  and then: twinberth ${more.join(` ${symbols.dot} `)}`));
  out.line();
  out.line('See the same in the window (after those lines):');
  out.line(`  npm --prefix ${shellWord(CHECKOUT)} start`);
  out.line();
  printWayOut(out);
}

/** What went otherwise than it should, and how to take everything away. */
export function printTrouble(out: TextOutput, message: string): void {
  out.line();
  for (const line of message.split('\n')) out.line(`${out.paint.bad(out.symbols.failed)} ${line}`);
  out.line('What was made so far is still there.');
  printWayOut(out);
}

function printWayOut(out: TextOutput): void {
  out.line('To remove all that the demo made:  npm run demo -- --clean');
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
