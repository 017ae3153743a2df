// @ts-check
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { SetupProblem } from '../setup-problem.mjs';
import { runQuietly } from './run-quietly.mjs';

/**
 * A screen that nobody sees, of its own for whoever asks.
 * @typedef {{ name: string, release: () => Promise<void> }} ProvidedDisplay `name` is for DISPLAY
 */

const NO_XVFB =
  'There is no Xvfb on this machine, and the desktop app needs a screen to be tested on. As root on Debian or Ubuntu it is ' +
  'installed by itself; otherwise install the package xvfb (apt-get install xvfb).';

/**
 * Starts Xvfb on a display number that is free; installs it where it is missing and may be.
 * @param {{ width?: number, height?: number }} [size]
 * @returns {Promise<ProvidedDisplay>}
 */
export async function provideDisplay({ width = 1600, height = 1000 } = {}) {
  installXvfb();
  const screen = ['-screen', '0', `${width}x${height}x24`];
  // It names the display it chose on this descriptor, once it can be used.
  const child = spawn('Xvfb', ['-displayfd', '3', ...screen, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk) => (said += chunk));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const named = new Promise((resolve) =>
    createInterface({ input: /** @type {import('node:stream').Readable} */ (child.stdio[3]) }).once(
      'line',
      resolve,
    ),
  );
  const failed = new Promise((_resolve, reject) => child.once('error', reject));
  const number = await Promise.race([named, ended.then(() => undefined), failed]);
  if (typeof number !== 'string') throw new SetupProblem(`Xvfb did not start: ${said.trim()}`);
  return {
    name: `:${number}`,
    release: async () => {
      child.kill();
      await ended;
    },
  };
}

/** Does nothing where it is. */
export function installXvfb() {
  if (isOnPath('Xvfb')) return;
  if (process.getuid?.() !== 0 || !isOnPath('apt-get')) throw new SetupProblem(NO_XVFB);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  runQuietly('apt-get', ['update'], { env });
  runQuietly('apt-get', ['install', '-y', '--no-install-recommends', 'xvfb'], { env });
}

/** @param {string} program */
function isOnPath(program) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
