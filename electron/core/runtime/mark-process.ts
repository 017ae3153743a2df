import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { uptime } from 'node:os';

/** What a process is told apart by from a later one with the same number. */
export interface ProcessFacts {
  /** Text of a file; undefined where there is none, or it may not be read. */
  readonly read: (path: string) => string | undefined;
  /** Where a link leads; undefined where there is none, or it may not be read. */
  readonly follow: (path: string) => string | undefined;
  /** When this machine was started, milliseconds since 1970. */
  readonly bootedAt: () => number;
}

export const systemFacts: ProcessFacts = {
  read: (path) => unlessDenied(() => readFileSync(path, 'latin1')),
  follow: (path) => unlessDenied(() => readlinkSync(path)),
  bootedAt: () => Date.now() - uptime() * 1000,
};

function unlessDenied(look: () => string): string | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** Where only the time of the boot is known, a clock that is set in between moves it. Milliseconds. */
const SAME_BOOT_MS = 120_000;
/** Twenty-second in proc(5), of which those before the third may contain anything, and end with the last parenthesis. */
const START_TIME_FIELD = 22 - 3;

/**
 * A text that stays the same as long as a process lives, and that no other process of this machine gets, not even one with
 * its number. Linux: which boot, and when in it the process began, both untouched by a clock that is set, and where process
 * numbers mean what they mean here (see `isOfHere`). Elsewhere: when the machine was started, so that at least no process
 * of an earlier boot is taken for a living one.
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
    : [boot, began, numberingOf(facts)].join(' ').trimEnd();
}

/**
 * Two machines may have one name (`raspberrypi`, `localhost`), and containers of one machine number their processes apart.
 * Hashed, because machine-id(5) asks that it be shown to nobody.
 */
function numberingOf({ read, follow }: ProcessFacts): string {
  const machine = read('/etc/machine-id')?.trim() ?? '';
  const namespace = follow('/proc/self/ns/pid') ?? '';
  if (machine === '' && namespace === '') return '';
  return createHash('sha256').update(`twinberth ${machine} ${namespace}`).digest('hex').slice(0, 16);
}

/** A machine's name, and the mark of a process on it; locks of long ago have none. */
export interface Whereabouts {
  readonly machine: string;
  readonly process?: string;
}

/** Whether a process number of the other can be looked up here: its machine has our name, and is surely no other one. */
export function isOfHere(here: Whereabouts, other: Whereabouts): boolean {
  if (here.machine !== other.machine) return false;
  if (here.process === undefined || other.process === undefined) return true;
  return !areApart(here.process, other.process);
}

function areApart(one: string, other: string): boolean {
  const [here, there] = [one, other].map((mark) =>
    bootTime(mark) === undefined ? mark.split(' ')[2] : undefined,
  );
  return here !== undefined && there !== undefined && here !== there;
}

/** Whether two marks of one process number are of one process. Those that cannot be compared may be. */
export function isSameProcess(one: string, other: string): boolean {
  const [first, second] = [one, other].map(bootTime);
  if (first === undefined && second === undefined) return bootAndStart(one) === bootAndStart(other);
  if (first === undefined || second === undefined) return true;
  return Math.abs(first - second) <= SAME_BOOT_MS;
}

function bootAndStart(mark: string): string {
  return mark.split(' ', 2).join(' ');
}

function bootTime(mark: string): number | undefined {
  const [, at] = /^booted (\d+)/.exec(mark) ?? [];
  return at === undefined ? undefined : Number(at);
}
