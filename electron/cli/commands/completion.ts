import { Argument, Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { COMPLETION_SCRIPTS, SHELLS, type Shell } from '../completion/scripts.ts';

export function completionCommand(cli: Cli): Command {
  const command = new Command('completion')
    .summary('Print the completion script of a shell')
    .description('Print the script that completes commands, options, apps, environments and releases')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .action((shell: Shell) => {
      const script = COMPLETION_SCRIPTS[shell];
      if (!cli.json) cli.out.write(script);
      cli.document({ shell, script });
    });
  return withExamples(command, [
    ['twinberth completion bash > ~/.local/share/bash-completion/completions/twinberth', ''],
    ['twinberth completion zsh > "${fpath[1]}/_twinberth"', ''],
    ['twinberth completion fish > ~/.config/fish/completions/twinberth.fish', ''],
  ]);
}
