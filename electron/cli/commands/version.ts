import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { readVersion } from '../read-version.ts';

export function versionText(): string {
  return `twinberth ${readVersion()} (Node ${process.versions.node}, ${process.platform}-${process.arch})`;
}

export function versionCommand(cli: Cli): Command {
  const command = new Command('version').description('Print the version').action(() => {
    if (!cli.json) cli.out.line(versionText());
    cli.document({
      version: readVersion(),
      node: process.versions.node,
      platform: process.platform,
      architecture: process.arch,
    });
  });
  return withExamples(command, [['twinberth version --json', '']]);
}
