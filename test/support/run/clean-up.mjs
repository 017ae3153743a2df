// @ts-check
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { enginePlan, stateFolder } from '../engine/engine-plan.mjs';
import { KEPT, engineUsers, leaveEngine } from '../engine/engine-users.mjs';
import { leavePrivate } from '../engine/provide-engine.mjs';

/**
 * Removes what an interrupted demo or test run left: this checkout's private engine, and the reports.
 * @param {string} checkout
 * @returns {Promise<number>} exit code: 1 when the engine is in use by a run under way
 */
export async function cleanUp(checkout) {
  rmSync(join(checkout, '.twinberth-test'), { recursive: true, force: true });
  const folder = stateFolder(process.env, checkout);
  if (!existsSync(folder)) {
    console.log('Nothing to remove.');
    return 0;
  }
  leaveEngine(folder, KEPT);
  await leavePrivate(folder, console.log);
  const users = engineUsers(folder);
  if (users.length === 0) return 0;
  console.error(
    `The engine at ${enginePlan(folder).endpoint} is used by process ${users.join(', ')}; it goes when they end.`,
  );
  return 1;
}
