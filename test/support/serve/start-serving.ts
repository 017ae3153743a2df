import type { InterruptSignal } from '../../../electron/cli/interruption.ts';
import { startProcess, type Finished } from '../../integration/cli/command-line.ts';
import { join } from 'node:path';

const LAUNCHER = join(import.meta.dirname, '../../../electron/cli/twinberth.mjs');

/** `twinberth serve`, as a user starts it: a process of its own. */
export interface Serving {
  /** The link that lets a browser in. */
  readonly url: string;
  readonly origin: string;
  readonly port: number;
  /** What it has said so far. */
  printed(): string;
  /** Ctrl-C, or another signal; resolves when it has ended. */
  stop(signal?: InterruptSignal): Promise<Finished>;
  /** As a machine whose plug is pulled. */
  kill(): Promise<Finished>;
}

export async function startServing(
  env: Readonly<Record<string, string>>,
  options: { readonly cwd: string; readonly port?: number; readonly words?: readonly string[] },
): Promise<Serving> {
  const { cwd, port = 0, words = [] } = options;
  const running = startProcess(
    process.execPath,
    [LAUNCHER, 'serve', '--json', '--port', String(port), ...words],
    {
      cwd,
      env,
    },
  );
  // The document is the whole of standard output, and ends with its own brace.
  await running.until(/^\}\n/m);
  const [, document = ''] = /(^\{\n[^]*?^\}\n)/m.exec(running.printed()) ?? [];
  const { url, port: taken } = JSON.parse(document) as { readonly url: string; readonly port: number };
  return {
    url,
    origin: new URL(url).origin,
    port: taken,
    printed: () => running.printed(),
    stop: (signal = 'SIGINT') => {
      running.child.kill(signal);
      return running.ended;
    },
    kill: () => {
      running.child.kill('SIGKILL');
      return running.ended;
    },
  };
}
