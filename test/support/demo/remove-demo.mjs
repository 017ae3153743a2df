// @ts-check
import { existsSync } from 'node:fs';
import { enginePlan, stateFolder } from '../engine/engine-plan.mjs';
import { DEMO, engineUsers, leaveEngine } from '../engine/engine-users.mjs';
import { leavePrivate } from '../engine/provide-engine.mjs';
import { clearDemo } from './clear-demo.mjs';
import { demoFolder } from './demo-record.mjs';

/**
 * What `npm run demo -- --clean` does: removes what the demo made and, when nobody else uses it, its private engine.
 * @param {string} checkout
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {(line: string) => void} log
 * @returns {Promise<number>} exit code: 1 when the private engine is in use by somebody else
 */
export async function removeDemo(checkout, env, log) {
  const cleared = await clearDemo(demoFolder(env, checkout), log);
  const state = stateFolder(env, checkout);
  if (!existsSync(state)) {
    if (!cleared) log('nothing to remove');
    return 0;
  }
  leaveEngine(state, DEMO);
  await leavePrivate(state, log);
  const users = engineUsers(state);
  if (users.length === 0) return 0;
  log(
    `the engine at ${enginePlan(state).endpoint} is used by process ${users.join(', ')}, and goes when they end`,
  );
  return 1;
}
