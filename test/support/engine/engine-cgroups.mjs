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
 * Processes in the control groups of a private engine: its containers, which outlive a killed engine.
 * @param {string} parent
 * @returns {number[]}
 */
export function cgroupProcesses(parent) {
  const groups = groupsNamed(parent).flatMap(withChildren);
  const listed = groups.flatMap((group) => readFileSync(join(group, 'cgroup.procs'), 'utf8').split('\n'));
  return [...new Set(listed.filter((line) => line !== '').map(Number))];
}

/**
 * Removes the control groups that a private engine made, in every hierarchy.
 * @param {string} parent
 */
export function removeCgroups(parent) {
  // Their files belong to the kernel: each folder goes as a whole, the innermost first.
  for (const group of groupsNamed(parent).flatMap(withChildren).reverse()) rmdirSync(group);
}

/** @param {string} parent */
function groupsNamed(parent) {
  if (!existsSync(ROOT)) return [];
  const hierarchies = [ROOT, ...readdirSync(ROOT).map((name) => join(ROOT, name))];
  return hierarchies.map((hierarchy) => join(hierarchy, parent)).filter((path) => existsSync(path));
}

/**
 * @param {string} group
 * @returns {string[]} the group, and behind it all that are in it
 */
function withChildren(group) {
  const inner = readdirSync(group, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [group, ...inner.flatMap((entry) => withChildren(join(group, entry.name)))];
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
