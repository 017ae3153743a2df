import { resolve } from 'node:path';
import { Command } from 'commander';
import type { AppProposal } from '../../../shared/model/app-views.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { EXIT } from '../exit-codes.ts';
import { cleanText } from '../terminal/clean-text.ts';

export function initCommand(cli: Cli): Command {
  const command = new Command('init')
    .description('Read a folder with a Dockerfile and propose its twinberth.yaml')
    .argument('[dir]', 'the folder', '.')
    .option('--write', 'write it, and register the app')
    .action(async (directory: string, options: { readonly write?: true }) => {
      const core = await cli.core();
      const proposal = await core.apps.inspect(resolve(cli.io.cwd, directory));
      const usable = !proposal.exists && proposal.problems.length === 0;
      const written =
        options.write === true && usable
          ? await core.apps.create(proposal.directory, proposal.text)
          : undefined;
      printProposal(cli, proposal, written?.app.name);
      cli.document({ proposal, written: written !== undefined, app: written?.app ?? null });
      if (options.write === true && written === undefined) cli.end(EXIT.failed);
    });
  return withExamples(command, [
    ['twinberth init', 'show what suits this folder'],
    ['twinberth init ./web --write', 'and write it'],
  ]);
}

function printProposal(cli: Cli, proposal: AppProposal, written: string | undefined): void {
  const { out } = cli;
  if (cli.json) return;
  if (proposal.exists) {
    out.line(`${proposal.file} is there already; it was left as it is.`);
  } else {
    for (const line of proposal.text.trimEnd().split('\n')) out.line(cleanText(line));
    out.line();
    for (const why of proposal.because) out.line(out.paint.faint(`  ${cleanText(why)}`));
  }
  for (const { line, message } of proposal.problems) {
    const place = line === undefined ? '' : `line ${line}: `;
    out.line(`  ${out.paint.warn(out.symbols.warning)} ${place}${cleanText(message)}`);
  }
  out.line();
  if (written !== undefined) {
    out.line(`${out.symbols.done} ${proposal.file}, and ${out.paint.strong(written)} is registered`);
    out.line(out.paint.faint(`  next: twinberth deploy ${written} ENV`));
  } else if (proposal.exists) {
    out.line(out.paint.faint('  next: twinberth app add DIR'));
  } else if (proposal.problems.length === 0) {
    out.line(out.paint.faint('  next: twinberth init --write'));
  } else {
    out.line(out.paint.faint('  nothing is written before it can be used'));
  }
}
