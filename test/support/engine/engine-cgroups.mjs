// @ts-check
import { existsSync, mkdirSync, readFileSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { attemptCommand, runCommand } from './run-command.mjs';

const ROOT = '/sys/fs/cgroup';

/**
 * Mounts control groups on a machine where nothing did (a minimal VM without an init system), one hierarchy per
 * controller as dockerd expects of version 1, or version 2 where the kernel has no version 1 controllers.
 * @returns {boolean} whether they were mounted now, so that they have to be unmounted at the end
 */
export function mountCgroups() {
  if (mountPoints().some((path) => path === ROOT || path.startsWith(`${ROOT}/`))) return false;
  const controllers = version1Controllers();
  if (!controllers.includes('devices')) {
    runCommand('mount', ['-t', 'cgroup2', 'cgroup2', ROOT]);
    return true;
  }
  runCommand('mount', ['-t', 'tmpfs', '-o', 'mode=755', 'cgroup', ROOT]);
  for (const controller of controllers) {
    mkdirSync(join(ROOT, controller));
    // A kernel may list a controller that it cannot mount any more; dockerd does without.
    const mounted = attemptCommand('mount', [
      '-t',
      'cgroup',
      '-o',
      controller,
      'cgroup',
      join(ROOT, controller),
    ]);
    if (!mounted.ok) rmdirSync(join(ROOT, controller));
  }
  return true;
}

export function unmountCgroups() {
  const mounted = mountPoints().filter((path) => path === ROOT || path.startsWith(`${ROOT}/`));
  for (const path of mounted.reverse()) attemptCommand('umount', [path]);
}

/**
 * Removes the control groups that a private engine made, in every hierarchy.
 * @param {string} parent
 */
export function removeCgroups(parent) {
  if (!existsSync(ROOT)) return;
  const hierarchies = [ROOT, ...readdirSync(ROOT).map((name) => join(ROOT, name))];
  for (const hierarchy of hierarchies) removeGroup(join(hierarchy, parent));
}

/** @param {string} path */
function removeGroup(path) {
  if (!existsSync(path)) return;
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.isDirectory()) removeGroup(join(path, entry.name));
  // Its files belong to the kernel: the folder goes as a whole, with rmdir alone.
  rmdirSync(path);
}

function version1Controllers() {
  if (!existsSync('/proc/cgroups')) return [];
  const rows = readFileSync('/proc/cgroups', 'utf8').split('\n').slice(1);
  return rows
    .map((row) => row.split('\t'))
    .flatMap(([name, , , enabled]) => (name && enabled === '1' ? [name] : []));
}

function mountPoints() {
  return readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '');
}
