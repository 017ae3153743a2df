// @ts-check
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTime } from './engine-processes.mjs';

/** Stands for a person who wants the engine to stay until it is stopped by hand. */
export const KEPT = 'kept';

/** Stands for a demo, whose app goes on running after it until it is cleaned up. */
export const DEMO = 'demo';

/**
 * Several processes may use one private engine; the last to leave stops it. A user is a file named after the process
 * and its start time, since process ids are used again.
 * @param {string} folder
 * @param {string} [user]
 */
export function joinEngine(folder, user = thisProcess()) {
  mkdirSync(join(folder, 'users'), { recursive: true });
  writeFileSync(join(folder, 'users', user), '');
}

/**
 * @param {string} folder
 * @param {string} [user]
 */
export function leaveEngine(folder, user = thisProcess()) {
  rmSync(join(folder, 'users', user), { force: true });
}

/**
 * Who uses the engine now; processes that ended without leaving are forgotten.
 * @param {string} folder
 * @returns {string[]}
 */
export function engineUsers(folder) {
  const names = listUsers(folder);
  for (const gone of names.filter((name) => !isAlive(name))) leaveEngine(folder, gone);
  return names.filter(isAlive);
}

/** @param {string} folder */
function listUsers(folder) {
  try {
    return readdirSync(join(folder, 'users'));
  } catch {
    return [];
  }
}

/** @param {string} user */
function isAlive(user) {
  const [pid, started] = user.split('-');
  return user === KEPT || user === DEMO || (pid !== undefined && startTime(Number(pid)) === started);
}

function thisProcess() {
  return `${process.pid}-${startTime(process.pid)}`;
}
