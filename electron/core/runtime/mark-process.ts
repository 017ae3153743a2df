import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** What a process is told apart by from a later one with the same number. */
export interface ProcessFacts {
  /** Text of a file of `/proc`; undefined where there is none, or it may not be read. */
  readonly read: (path: string) => string | undefined;
  /** When this machine was started, milliseconds since 1970. */
  readonly bootedAt: () => number;
}

export const systemFacts: ProcessFacts = {
  read: (path) => {
    try {
      return readFileSync(path, 'latin1');
    } catch {
      return undefined;
    }
  },
  bootedAt: () => Date.now() - uptime() * 1000,
};

/** Where only the time of the boot is known, a clock that is set in between moves it. Milliseconds. */
const SAME_BOOT_MS = 120_000;
/** Twenty-second in proc(5), of which those before the third may contain anything, and end with the last parenthesis. */
const START_TIME_FIELD = 22 - 3;

/**
 * A text that stays the same as long as a process lives, and that no other process of this machine gets, not even one with
 * its number. Linux: which boot, and when in it the process began, both untouched by a clock that is set. Elsewhere: when
 * the machine was started, so that at least no process of an earlier boot is taken for a living one.
 */
export function markProcess(pid: number, facts: ProcessFacts = systemFacts): string {
  const boot = facts.read('/proc/sys/kernel/random/boot_id')?.trim();
  const stat = facts.read(`/proc/${pid}/stat`);
  const began = stat
    ?.slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .at(START_TIME_FIELD);
  return boot === undefined || began === undefined
    ? `booted ${Math.round(facts.bootedAt())}`
    : `${boot} ${began}`;
}

/** Whether two marks of one process number are of one process. Those that cannot be compared may be. */
export function isSameProcess(one: string, other: string): boolean {
  const [first, second] = [one, other].map(bootTime);
  if (first === undefined && second === undefined) return one === other;
  if (first === undefined || second === undefined) return true;
  return Math.abs(first - second) <= SAME_BOOT_MS;
}

function bootTime(mark: string): number | undefined {
  const [, at] = /^booted (\d+)/.exec(mark) ?? [];
  return at === undefined ? undefined : Number(at);
}
