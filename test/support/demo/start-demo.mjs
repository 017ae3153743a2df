// @ts-check
import { join } from 'node:path';
import { chooseEngine, DEFAULT_SOCKET } from '../engine/choose-engine.mjs';
import { pingEngine } from '../engine/engine-call.mjs';
import { enginePlan, stateFolder } from '../engine/engine-plan.mjs';
import { DEMO, joinEngine } from '../engine/engine-users.mjs';
import { provideEngine, usePrivate } from '../engine/provide-engine.mjs';
import { runProgram } from '../run/run-program.mjs';
import { clearDemo } from './clear-demo.mjs';
import { demoFolder, demoRun, writeDemo } from './demo-record.mjs';
import { removeDemo } from './remove-demo.mjs';

/** @typedef {Readonly<Record<string, string | undefined>>} Variables */

/**
 * Plays the demo: on the engine that DOCKER_HOST or the default socket names, else on one that is started for it. Both
 * the engine and the app stay when it ends, until `npm run demo -- --clean` or the next demo.
 * @param {{ checkout: string, stopped: () => boolean }} run
 * @returns {Promise<number>} exit code: not 0 when the demo was interrupted, or did not go as it should
 */
export async function startDemo({ checkout, stopped }) {
  const log = (/** @type {string} */ line) => console.error(`[set-up] ${line}`);
  const folder = demoFolder(process.env, checkout);
  await clearDemo(folder, log);
  const run = demoRun(folder);
  const engine = await provideDemoEngine(process.env, { checkout, folder, run, log });
  if (stopped()) {
    await engine.release();
    return removeDemo(checkout, process.env, log);
  }
  try {
    return await runProgram(process.execPath, [join(checkout, 'test/support/demo/run-demo.ts')], {
      cwd: checkout,
      env: { ...process.env, ...demoEnvironment(engine, folder, run) },
    });
  } finally {
    await engine.release();
  }
}

/**
 * @param {Variables} env
 * @param {{ checkout: string, folder: string, run: string, log: (line: string) => void }} options
 * @returns {Promise<{ endpoint: string, address: string, kind: 'private' | 'existing', release: () => Promise<void> }>}
 *   release: this process is done with it; it stays all the same
 */
async function provideDemoEngine(env, { checkout, folder, run, log }) {
  const choice = await chooseDemoEngine(env);
  if (choice.kind === 'existing') {
    const { endpoint, address } = choice;
    writeDemo(folder, { kind: 'existing', endpoint, run });
    const named = { ...env, TWINBERTH_TEST_ENGINE: endpoint, TWINBERTH_TEST_ADDRESS: address };
    await provideEngine({ log, env: { ...named, TWINBERTH_RUN: run } });
    return { endpoint, address, kind: 'existing', release: () => Promise.resolve() };
  }
  const state = stateFolder(env, checkout);
  writeDemo(folder, { kind: 'private', endpoint: enginePlan(state).endpoint, run });
  const { endpoint, address, release } = await usePrivate(state, { log });
  joinEngine(state, DEMO);
  return { endpoint, address, kind: 'private', release };
}

/**
 * Unlike a test, a demo is at home on the engine that somebody uses: it has names of its own there, and leaves.
 * @param {Variables} env
 */
export async function chooseDemoEngine(env, ping = pingEngine) {
  const named = env['TWINBERTH_TEST_ENGINE'] || env['DOCKER_HOST'];
  const there = !named && (await ping(DEFAULT_SOCKET)).answers;
  return chooseEngine({
    env: there ? { ...env, DOCKER_HOST: DEFAULT_SOCKET } : env,
    platform: process.platform,
    root: process.getuid?.() === 0,
    ping,
  });
}

/**
 * @param {{ endpoint: string, address: string, kind: string }} engine
 * @param {string} folder
 * @param {string} run
 */
function demoEnvironment({ endpoint, address, kind }, folder, run) {
  return {
    TWINBERTH_TEST_ENGINE: endpoint,
    TWINBERTH_TEST_ADDRESS: address,
    TWINBERTH_RUN: run,
    TWINBERTH_DEMO_FOLDER: folder,
    TWINBERTH_DEMO_ENGINE: kind,
  };
}
