// @ts-check
import { existsSync, rmSync } from 'node:fs';
import { pingEngine } from '../engine/engine-call.mjs';
import { removeRun } from '../engine/remove-run.mjs';
import { SetupProblem } from '../setup-problem.mjs';
import { readDemo } from './demo-record.mjs';

/**
 * Removes what a demo made: containers, networks, volumes and images by their label, then its folder. The engine stays.
 * @param {string} folder
 * @param {(line: string) => void} log
 * @returns {Promise<boolean>} whether there was one
 */
export async function clearDemo(folder, log) {
  if (!existsSync(folder)) return false;
  const record = readDemo(folder);
  if (record !== undefined) await clearEngine(record, folder, log);
  rmSync(folder, { recursive: true, force: true });
  log(`removed ${folder}`);
  return true;
}

/**
 * @param {import('./demo-record.mjs').DemoRecord} record
 * @param {string} folder
 * @param {(line: string) => void} log
 */
async function clearEngine({ kind, endpoint, run }, folder, log) {
  const reply = await pingEngine(endpoint);
  if (reply.answers) {
    log(`removed ${await removeRun(endpoint, run)} things of the demo from the engine at ${endpoint}`);
    return;
  }
  // A private engine that is gone has taken everything with it; another one comes back with the demo's containers.
  if (kind === 'private') return;
  throw new SetupProblem(
    `The demo ran on the engine at ${endpoint}, which does not answer (${reply.reason}). Start it and try again, ` +
      `or remove what carries the label dev.twinberth.run=${run} there by hand, and the folder ${folder}.`,
  );
}
