import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { printWatchEntry } from '../watching/print-watch-entry.ts';
import { createWatchReader, type WatchEntry } from '../watching/watch-entry.ts';

export function watchCommand(cli: Cli): Command {
  const command = new Command('watch')
    .description('What happens, as it happens, until Ctrl-C; settles what is due meanwhile')
    .action(() => watch(cli));
  return withExamples(command, [
    ['twinberth watch', 'health, deployments and notices, a line each'],
    ['twinberth watch --json', 'the same for a program: one JSON document on each line'],
  ]);
}

/** Ctrl-C is how it ends, so that is no failure: the exit code is 0. */
async function watch(cli: Cli): Promise<void> {
  const stop = AbortSignal.any([cli.abortSignal(), cli.gone]);
  const core = await cli.core('cli', cli.log);
  const house = core.openHouse();
  const reader = createWatchReader();
  const tell = (entries: readonly WatchEntry[]): void => {
    for (const entry of entries) {
      if (cli.json) cli.record(entry);
      else printWatchEntry(cli.out, entry);
    }
  };
  try {
    await Promise.race([house.ready, ended(stop)]);
    tell(reader.begin(house.snapshot()));
    house.subscribe(({ event }) => tell(reader.read(event, cli.io.clock.now())));
    await ended(stop);
  } finally {
    await house.close();
  }
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
