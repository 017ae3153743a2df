import { homedir } from 'node:os';
import { systemClock } from '../core/runtime/clock.ts';
import { INTERRUPT_SIGNALS, type SignalSource } from './interruption.ts';
import { runCli } from './run-cli.ts';
import { SHOW_CURSOR } from './terminal/live-area.ts';
import { neverBlock } from './terminal/never-block.ts';

const signals: SignalSource = {
  listen: (listener) => {
    const disposers = INTERRUPT_SIGNALS.map((signal) => {
      const handler = () => listener(signal);
      process.on(signal, handler);
      return () => process.off(signal, handler);
    });
    return () => disposers.forEach((dispose) => dispose());
  },
};

neverBlock(process.stdout);
neverBlock(process.stderr);
let finished = false;
// A crash in the middle of a live list would leave the terminal without its cursor.
process.on('exit', () => {
  if (!finished && process.stdout.isTTY) process.stdout.write(SHOW_CURSOR);
});

const exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: process.env,
  cwd: process.cwd(),
  clock: systemClock,
  signals,
  createCore: async (via, log) => {
    // Opened late: help, completion of commands and errors of usage need none of it.
    const { createCore } = await import('../core/create-core.ts');
    const { env, platform } = process;
    return createCore({ env, platform, home: homedir(), via, ...(log === undefined ? {} : { log }) });
  },
  historyFiles: async () => {
    const { openHistoryFiles } = await import('../core/history/history-files.ts');
    return openHistoryFiles({ env: process.env, platform: process.platform, home: homedir() });
  },
});
finished = true;
process.exit(exitCode);
