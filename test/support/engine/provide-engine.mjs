// @ts-check
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupProblem } from '../setup-problem.mjs';
import { loadFixtures } from '../fixtures/load-fixtures.mjs';
import { nodeBinary } from '../run/is-installed.mjs';
import { chooseEngine } from './choose-engine.mjs';
import { pingEngine } from './engine-call.mjs';
import { enginePlan, stateFolder } from './engine-plan.mjs';
import { engineUsers, joinEngine, leaveEngine } from './engine-users.mjs';
import { removeRun } from './remove-run.mjs';
import { startEngine } from './start-engine.mjs';
import { removeEngine } from './stop-engine.mjs';
import { withEngineLock } from './with-engine-lock.mjs';

/**
 * An engine to work with, fixture images included.
 * @typedef {object} ProvidedEngine
 * @property {string} endpoint
 * @property {string} address where its published ports can be reached by this process
 * @property {string} run value of the label dev.twinberth.run for everything that is made on it
 * @property {string[]} enter command to put before a program so that it runs where published ports are at 127.0.0.1;
 *   empty when that is here
 * @property {string} [packages] folder of downloaded packages, for as long as the engine is there
 * @property {() => Promise<void>} release removes what was made; a private engine goes with its last user
 */

const CHECKOUT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Chooses an engine, or starts one, and puts the fixture images on it.
 * @param {{ log: (line: string) => void, env?: Readonly<Record<string, string | undefined>>, node?: string }} options
 *   node: the binary that goes into the Node fixture image
 * @returns {Promise<ProvidedEngine>}
 */
export async function provideEngine({ log, env = process.env, node = nodeBinary(CHECKOUT) }) {
  const choice = await chooseEngine({
    env,
    platform: process.platform,
    root: process.getuid?.() === 0,
    ping: pingEngine,
  });
  if (choice.kind === 'existing') return useExisting(choice, { log, env, node });
  return usePrivate(stateFolder(env, CHECKOUT), { log, node, packages: env['TWINBERTH_TEST_PACKAGES'] });
}

/**
 * @param {{ endpoint: string, address: string }} choice
 * @param {{ log: (line: string) => void, env: Readonly<Record<string, string | undefined>>, node: string }} options
 * @returns {Promise<ProvidedEngine>}
 */
async function useExisting({ endpoint, address }, { log, env, node }) {
  const given = env['TWINBERTH_RUN'];
  const run = given === undefined || given === '' ? newRun() : given;
  log(`using the engine at ${endpoint}; everything made on it carries dev.twinberth.run=${run}`);
  const cache = mkdtempSync(join(tmpdir(), 'twinberth-fixtures-'));
  try {
    await loadFixtures({ endpoint, cache, node, run, log });
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
  const release = async () =>
    log(`removed ${await removeRun(endpoint, run)} things of this run from ${endpoint}`);
  return { endpoint, address, run, enter: [], release };
}

/**
 * Starts the private engine of a folder, or joins those who use it already.
 * @param {string} folder absolute path
 * @param {{ log: (line: string) => void, node?: string, packages?: string | undefined }} options packages: a folder of packages that
 *   were downloaded before, for a place without a way to the mirror, as the namespace of another private engine is
 * @returns {Promise<ProvidedEngine>}
 */
export async function usePrivate(folder, { log, node = nodeBinary(CHECKOUT), packages }) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new SetupProblem('A private engine can only be started on Linux, as root.');
  const plan = enginePlan(folder);
  const { address } = await withEngineLock(plan.id, async () => {
    const record = await startEngine(folder, { log, packages });
    joinEngine(folder);
    return record;
  });
  const release = () => leavePrivate(folder, log);
  try {
    await withEngineLock(plan.id, () =>
      loadFixtures({ endpoint: plan.endpoint, cache: plan.packages, node, run: plan.id, log }),
    );
  } catch (error) {
    await release();
    throw error;
  }
  const enter = ['nsenter', `--net=/run/netns/${plan.netns}`];
  return { endpoint: plan.endpoint, address, run: newRun(), enter, packages: plan.packages, release };
}

/**
 * @param {string} folder
 * @param {(line: string) => void} log
 */
export async function leavePrivate(folder, log) {
  await withEngineLock(enginePlan(folder).id, async () => {
    leaveEngine(folder);
    if (engineUsers(folder).length > 0) return;
    await removeEngine(folder);
    log('private engine removed');
  });
}

function newRun() {
  return `run-${randomBytes(4).toString('hex')}`;
}
