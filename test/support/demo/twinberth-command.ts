import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';

/** The root of this checkout. */
export const CHECKOUT = join(import.meta.dirname, '../../..');
export const PROGRAM = join(CHECKOUT, 'electron/cli/twinberth.mjs');

/** The real command line, each time as a process of its own. */
export interface TwinberthCommand {
  /** Runs it before everybody's eyes; resolves with the exit code, 128 and more when a signal ended it. */
  run(args: readonly string[]): Promise<number>;
  /** Its JSON document. Rejects when it fails. */
  read(args: readonly string[]): Promise<unknown>;
  /** Passes on a signal that only this process got. */
  signal(name: NodeJS.Signals): void;
}

export function createTwinberthCommand(options: {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}): TwinberthCommand {
  const running = new Set<ChildProcess>();
  const start = (args: readonly string[], stdout: 'inherit' | 'pipe'): ChildProcess => {
    // Nobody is there to be asked, as in a script.
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      ...options,
      stdio: ['ignore', stdout, 'inherit'],
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    return child;
  };
  return {
    run: (args) => exitCodeOf(start(args, 'inherit')),
    read: async (args) => {
      const child = start([...args, '--json'], 'pipe');
      const [document, exitCode] = await Promise.all([
        child.stdout === null ? '' : text(child.stdout),
        exitCodeOf(child),
      ]);
      if (exitCode !== 0) throw new Error(`twinberth ${args.join(' ')} --json ended with ${exitCode}.`);
      return JSON.parse(document) as unknown;
    },
    signal: (name) => {
      for (const child of running) child.kill(name);
    },
  };
}

async function exitCodeOf(child: ChildProcess): Promise<number> {
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return code ?? (signal === 'SIGINT' ? 130 : 143);
}
