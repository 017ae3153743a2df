import { createCalls } from '../core/calls/create-calls.ts';
import { noDesktop } from '../core/calls/no-desktop.ts';
import type { Core } from '../core/core.ts';
import type { Clock } from '../core/runtime/clock.ts';
import type { Log } from '../core/runtime/log.ts';
import { findInterface } from './find-interface.ts';
import { requireSafeAddress } from './listen-address.ts';
import { readTls } from './read-tls.ts';
import { startServer, type RunningServer } from './start-server.ts';

export interface ServeOptions {
  readonly listen: string;
  readonly port: number;
  /** Absolute paths of PEM files. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Twinberth's. */
  readonly version: string;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  /** Told of calls that fail for a reason that nobody foresaw, with their stacks. */
  readonly log: Log;
  /** Folder of the interface's files; default: where this program has it. */
  readonly root?: string;
}

export interface ServedCore extends RunningServer {
  /** Operations that run at the moment. */
  busy(): number;
}

/**
 * Watches the house of a core and serves it. The core is opened when everything else is known to be right. `close` first takes
 * no more questions, then ends what runs; the core itself stays open. Throws what `startServer`, `readTls` and
 * `findInterface` throw, and what opening the core throws.
 */
export async function serveCore(openCore: () => Promise<Core>, options: ServeOptions): Promise<ServedCore> {
  const { listen, port, clock, log, version, platform } = options;
  requireSafeAddress(listen, options.tls !== undefined);
  const tls = options.tls === undefined ? undefined : await readTls(options.tls.cert, options.tls.key);
  const root = options.root ?? findInterface();
  const core = await openCore();
  const house = core.openHouse();
  try {
    const server = await startServer({
      calls: createCalls({ core, house, log }, noDesktop()),
      clock,
      platform: { os: platform, version },
      root,
      listen,
      port,
      ...(tls === undefined ? {} : { tls }),
    });
    return {
      ...server,
      busy: () => house.operations.running().length,
      close: async () => {
        await server.close();
        await house.close();
      },
    };
  } catch (error) {
    await house.close();
    throw error;
  }
}
