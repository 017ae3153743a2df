// @ts-check
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * When a process started, in clock ticks since boot (field 22 of /proc/PID/stat, see proc(5)).
 * @param {number} pid
 * @returns {string | undefined} undefined when there is no such process
 */
export function startTime(pid) {
  const stat = readProc(pid, 'stat');
  // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

/**
 * Processes of a private engine: dockerd, containerd and their children name its folder on their command line.
 * Only these programs count: an editor or a shell that happens to name the folder is nobody's business.
 * @param {string} folder
 * @returns {number[]}
 */
export function engineProcesses(folder) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isEngineProcess(pid, folder));
}

/**
 * @param {number} pid
 * @param {string} folder
 */
function isEngineProcess(pid, folder) {
  const [program = '', ...args] = (readProc(pid, 'cmdline') ?? '').split('\0');
  return PROGRAMS.test(program) && args.some((arg) => arg === folder || arg.includes(`${folder}/`));
}

const PROGRAMS = /(^|\/)(dockerd|containerd|containerd-shim[-a-z0-9]*|docker-proxy)$/;

/**
 * Ends processes: asks first, and after `graceMs` insists.
 * @param {() => readonly number[]} list names those that are still there
 * @param {number} graceMs milliseconds
 */
export async function endProcesses(list, graceMs) {
  for (const pid of list()) signal(pid, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (list().length > 0 && Date.now() < deadline) await pause(50);
  for (const pid of list()) signal(pid, 'SIGKILL');
  while (list().length > 0) await pause(50);
}

/**
 * @param {number} pid
 * @param {'SIGTERM' | 'SIGKILL'} name
 */
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It ended in the meantime, which is what was wanted.
  }
}

/**
 * @param {number} pid
 * @param {'stat' | 'cmdline'} file
 */
function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}
