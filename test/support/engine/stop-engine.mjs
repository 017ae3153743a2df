// @ts-check
import { existsSync, readFileSync, readdirSync, rmSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupProcesses, removeCgroups, unmountCgroups } from './engine-cgroups.mjs';
import { engineCall } from './engine-call.mjs';
import { removeEngineNetwork } from './engine-network.mjs';
import { engineEnvironment } from './engine-programs.mjs';
import { enginePlan } from './engine-plan.mjs';
import { endProcesses, engineProcesses } from './engine-processes.mjs';
import { readRecord } from './engine-record.mjs';
import { attemptCommand } from './run-command.mjs';

/** dockerd's own limit for stopping containers is 15 s; they are all gone by then. */
const GRACE_MS = 20_000;

/**
 * Stops a private engine and removes everything that it made on this machine. Nothing happens when there is none.
 * The caller holds the lock of the folder.
 * @param {string} folder
 * @param {{ keepPackages?: boolean }} [options] keepPackages: leave the downloaded packages for the next start
 */
export async function removeEngine(folder, { keepPackages = false } = {}) {
  if (!existsSync(folder)) return;
  const plan = enginePlan(folder);
  const record = readRecord(folder);
  await removeContainers(plan.endpoint);
  await endProcesses(() => engineProcesses(folder).filter((pid) => !isContainerd(pid)), GRACE_MS);
  await endProcesses(() => engineProcesses(folder), GRACE_MS);
  await endProcesses(() => cgroupProcesses(plan.cgroupParent), 0);
  unmountBelow(folder);
  removeEngineNetwork(plan, engineEnvironment(plan.packages, process.env));
  removeCgroups(plan.cgroupParent);
  if (record?.mountedCgroups === true) unmountCgroups();
  for (const path of record?.absentBefore ?? []) removeStray(path);
  for (const name of readdirSync(folder))
    if (!keepPackages || join(folder, name) !== plan.packages)
      rmSync(join(folder, name), { recursive: true, force: true });
  if (!keepPackages) rmdirSync(folder);
}

/**
 * Stopping them one by one would wait ten seconds for each that ignores its stop signal.
 * @param {string} endpoint
 */
async function removeContainers(endpoint) {
  try {
    const listed = await engineCall(endpoint, 'GET', '/containers/json?all=1');
    const containers = /** @type {{ Id: string }[]} */ (JSON.parse(listed.text));
    await Promise.all(
      containers.map(({ Id }) =>
        engineCall(endpoint, 'DELETE', `/containers/${Id}?force=1&v=1`, { timeoutMs: 20_000 }),
      ),
    );
  } catch {
    // It does not answer any more; its processes are ended below all the same.
  }
}

/** @param {number} pid */
function isContainerd(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]?.endsWith('containerd') === true;
  } catch {
    return false;
  }
}

/** @param {string} folder */
function unmountBelow(folder) {
  const mounts = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${folder}/`));
  for (const path of mounts.reverse()) attemptCommand('umount', ['-l', path]);
}

/**
 * Removes a path that was absent before the engine was started; a folder only while nobody else put anything into it.
 * @param {string} path
 */
function removeStray(path) {
  try {
    if (statSync(path).isDirectory()) rmdirSync(path);
    else rmSync(path);
  } catch {
    // It never came to be, or somebody else put something into it.
  }
}
