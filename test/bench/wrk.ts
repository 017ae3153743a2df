import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fetchPackage } from '../support/fixtures/fetch-package.mjs';
import { libraryFolders } from '../support/fixtures/linked-libraries.mjs';

const run = promisify(execFile);

/** The load generator, as it can be run on this machine. */
export interface Wrk {
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The one on the path, else Debian's, unpacked beside the reports of this checkout and not installed. */
export async function provideWrk(): Promise<Wrk> {
  if (await runs('wrk')) return { program: 'wrk', env: process.env };
  const cache = fileURLToPath(new URL('../../.twinberth-test/programs', import.meta.url));
  mkdirSync(cache, { recursive: true });
  const root = fetchPackage('wrk', cache);
  const env = { ...process.env, LD_LIBRARY_PATH: libraryFolders(root).join(delimiter) };
  return { program: join(root, 'usr/bin/wrk'), env };
}

/** It prints its version and ends with 1. */
async function runs(program: string): Promise<boolean> {
  try {
    await run(program, ['--version']);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

/**
 * Requests per second over kept connections, one thread asking. Throws when an answer was missing or not well, since errors
 * are quick and would count.
 */
export async function measureRate(
  { program, env }: Wrk,
  url: string,
  { seconds, connections }: { readonly seconds: number; readonly connections: number },
): Promise<number> {
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, url];
  const { stdout } = await run(program, args, { env });
  const [, rate] = /Requests\/sec:\s+([\d.]+)/.exec(stdout) ?? [];
  if (rate === undefined || /Non-2xx|Socket errors/.test(stdout))
    throw new Error(`wrk ${args.join(' ')} did not go well:\n${stdout}`);
  return Number(rate);
}
