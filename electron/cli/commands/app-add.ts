import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { configDocument } from '../documents/config-document.ts';
import { cleanText } from '../terminal/clean-text.ts';

export function addAppCommand(cli: Cli): Command {
  const command = new Command('add')
    .description('Register the app of a folder, and the environments that its twinberth.yaml names')
    .argument('<dir>', 'the folder')
    .action(async (directory: string) => {
      const core = await cli.core();
      const { app, config, warnings } = await core.apps.add(resolve(cli.io.cwd, directory));
      const { out } = cli;
      const environments = [...config.environments.keys()];
      out.line(`${out.symbols.done} ${out.paint.strong(app.name)} from ${config.file}`);
      if (environments.length > 0) out.line(out.paint.faint(`  environments ${environments.join(', ')}`));
      for (const warning of warnings) {
        out.line(`  ${out.paint.warn(out.symbols.warning)} ${cleanText(warning)}`);
      }
      const [first] = environments;
      if (first !== undefined) out.line(out.paint.faint(`  next: twinberth deploy ${app.name} ${first}`));
      cli.document({ app, config: configDocument(config), warnings });
    });
  return withExamples(command, [['twinberth app add .', 'the app of this folder']]);
}
