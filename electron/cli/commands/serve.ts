import { resolve } from 'node:path';
import { Command } from 'commander';
import { Failure, toFailure } from '../../core/runtime/failure.ts';
import type { ServeOptions } from '../../serve/serve-core.ts';
import type { Cli } from '../cli.ts';
import { withExamples } from '../command-help.ts';
import { parsePort } from '../parse-arguments.ts';
import { readVersion } from '../read-version.ts';
import { cleanText } from '../terminal/clean-text.ts';

interface Options {
  readonly listen: string;
  readonly port: number;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly open?: true;
}

/** Nobody has registered it, and it is below where systems take ports for outgoing connections from. */
const DEFAULT_PORT = 4870;

export function serveCommand(cli: Cli): Command {
  const command = new Command('serve')
    .summary('The same interface in a browser, for a machine without a screen')
    .description(
      'Serves the interface to a browser: of this machine, or with --listen and a certificate of others. Who has the printed link may do everything that this user may; it is good until the command ends.',
    )
    .option('--listen <address>', 'an address of this machine, or 0.0.0.0 for every one', '127.0.0.1')
    .option('--port <number>', '0: any that is free', parsePort, DEFAULT_PORT)
    .option('--tls-cert <file>', 'certificate with its chain (PEM); needed beyond this machine')
    .option('--tls-key <file>', 'its key (PEM)')
    .option('--open', 'open it in the browser of this machine')
    .action((options: Options) => serve(cli, options));
  return withExamples(command, [
    ['twinberth serve --open', ''],
    ['ssh -t -L 4870:127.0.0.1:4870 box twinberth serve', 'from elsewhere, by a tunnel'],
    ['twinberth serve --listen 0.0.0.0 --tls-cert box.pem --tls-key box.key', ''],
  ]);
}

async function serve(cli: Cli, options: Options): Promise<void> {
  const stop = cli.abortSignal();
  // Loaded late: no other command needs a server.
  const { serveCore } = await import('../../serve/serve-core.ts');
  const files = tlsFiles(cli, options);
  const server = await serveCore(() => cli.core('serve', cli.log), {
    listen: options.listen,
    port: options.port,
    version: readVersion(),
    platform: process.platform,
    clock: cli.io.clock,
    log: cli.log,
    ...(files === undefined ? {} : { tls: files }),
  });
  try {
    const { url, address, port } = server;
    cli.document({ url, address, port, tls: files !== undefined });
    if (!cli.json) tell(cli, url);
    if (options.open === true) void open(cli, url);
    await untilAborted(stop);
    if (server.busy() > 0) {
      cli.say(`What runs is being cancelled and cleaned up (${server.busy()}).`);
    }
  } finally {
    await server.close();
  }
}

function tlsFiles(cli: Cli, { tlsCert, tlsKey }: Options): ServeOptions['tls'] {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) {
    const missing = tlsCert === undefined ? '--tls-cert' : '--tls-key';
    throw new Failure('usage', `A certificate and its key belong together: ${missing} is missing.`);
  }
  return { cert: resolve(cli.io.cwd, tlsCert), key: resolve(cli.io.cwd, tlsKey) };
}

function tell(cli: Cli, url: string): void {
  const { out } = cli;
  out.line(`${out.symbols.done} Open this link; whoever has it may do what you may:`);
  out.line(`  ${out.paint.strong(url)}`);
  out.line(out.paint.faint('  It is good until this ends (Ctrl-C). What runs goes on serving then.'));
}

async function open(cli: Cli, url: string): Promise<void> {
  const { openBrowser } = await import('../../serve/open-browser.ts');
  await openBrowser(url, process.platform).catch((error: unknown) => {
    cli.say(
      `No browser could be opened here: ${cleanText(toFailure(error).message)}. Open the link by hand.`,
    );
  });
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
