import { join } from 'node:path';
import { startProcess, type Finished } from '../../integration/cli/command-line.ts';

const LAUNCHER = join(import.meta.dirname, '../../../electron/cli/twinberth.mjs');

/** The command line on the data of a home; throws when it ends with anything but 0. */
export async function twinberth(
  env: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Promise<Finished> {
  const all = { PATH: process.env['PATH'] ?? '', ...env };
  const finished = await startProcess(process.execPath, [LAUNCHER, ...words], { cwd: '/', env: all }).ended;
  if (finished.code !== 0) throw new Error(`twinberth ${words.join(' ')}: ${finished.stderr}`);
  return finished;
}
