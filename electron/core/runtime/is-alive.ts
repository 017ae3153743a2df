import { isSameProcess, markProcess, systemFacts, type ProcessFacts } from './mark-process.ts';

/**
 * Whether a process of this machine lives; one that we may not signal does. `mark` (see `markProcess`) is what it was known
 * by: after a reboot another process may have its number.
 */
export function isAlive(pid: number, mark?: string, facts: ProcessFacts = systemFacts): boolean {
  return exists(pid) && (mark === undefined || isSameProcess(mark, markProcess(pid, facts)));
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
