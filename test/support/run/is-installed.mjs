// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupProblem } from '../setup-problem.mjs';

/** @typedef {{ packages?: Record<string, { version?: string, optional?: boolean }> }} Lock */

/**
 * Whether node_modules is what package-lock.json asks for. npm keeps a lock of what it installed in node_modules;
 * comparing the two is exact, where comparing times of files would be fooled by every git checkout.
 * @param {Lock} wanted package-lock.json
 * @param {Lock} installed node_modules/.package-lock.json
 */
export function isInstalled(wanted, installed) {
  const has = installed.packages ?? {};
  return Object.entries(wanted.packages ?? {}).every(
    // Optional packages are for other platforms as well; those are not installed.
    ([path, { version, optional }]) =>
      path === '' || has[path]?.version === version || (optional === true && has[path] === undefined),
  );
}

/** @param {string} checkout */
export function isCheckoutInstalled(checkout) {
  const installed = readLock(join(checkout, 'node_modules/.package-lock.json'));
  const wanted = readLock(join(checkout, 'package-lock.json'));
  if (wanted === undefined || installed === undefined || !existsSync(nodeBinary(checkout))) return false;
  return isInstalled(wanted, installed);
}

/**
 * The Node runtime that everything here runs on, whatever the system has.
 * @param {string} checkout
 */
export function nodeBinary(checkout) {
  return join(checkout, 'node_modules/node/bin/node');
}

/**
 * @param {string} checkout
 * @param {string} name of a package
 * @returns {string} the version that package-lock.json asks for
 */
export function wantedVersion(checkout, name) {
  const version = readLock(join(checkout, 'package-lock.json'))?.packages?.[`node_modules/${name}`]?.version;
  if (version === undefined)
    throw new SetupProblem(`package-lock.json in ${checkout} does not name ${name}.`);
  return version;
}

/**
 * @param {string} file
 * @returns {Lock | undefined}
 */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
