import { describe, expect, it } from 'vitest';
import { isAlive } from '../../../electron/core/runtime/is-alive.ts';
import { isOfHere, markProcess, type ProcessFacts } from '../../../electron/core/runtime/mark-process.ts';

const BOOT = '4fd1f3c2-0000-4000-8000-000000000001';
const HOUR = 3_600_000;

/** A Linux machine on which this test's process has begun `ticks` after the boot. */
function linux(boot: string, ticks: number, machine?: string, namespace?: string): ProcessFacts {
  const stat = `${process.pid} (node) (odd) S 1 ${process.pid} 1 0 -1 4194560 9 0 0 0 1 2 0 0 20 0 11 0 ${ticks} 1 2`;
  const files = new Map([
    ['/proc/sys/kernel/random/boot_id', `${boot}\n`],
    [`/proc/${process.pid}/stat`, stat],
    ...(machine === undefined ? [] : [['/etc/machine-id', `${machine}\n`] as const]),
  ]);
  return { read: (path) => files.get(path), follow: () => namespace, bootedAt: () => 0 };
}

/** One that only knows since when it is on. */
const other = (bootedAt: number): ProcessFacts => ({
  read: () => undefined,
  follow: () => undefined,
  bootedAt: () => bootedAt,
});

describe('whether the process of a lock lives', () => {
  it('is asked of the system itself', () => {
    expect(isAlive(process.pid)).toBe(true);
    expect(isAlive(process.pid, markProcess(process.pid))).toBe(true);
    expect(isAlive(2 ** 22 + 1)).toBe(false);
  });

  it.each([
    ['another process has its number since', linux(BOOT, 500_123)],
    ['another has it, and began just as long after another boot', linux(BOOT.replace('1', '2'), 500)],
  ])('is no when %s', (_, now) => {
    const mark = markProcess(process.pid, linux(BOOT, 500));
    expect(isAlive(process.pid, mark, linux(BOOT, 500))).toBe(true);
    expect(isAlive(process.pid, mark, now)).toBe(false);
  });

  it('is no after a reboot where nothing more is known, and a clock that is set a little changes nothing', () => {
    const mark = markProcess(process.pid, other(9 * HOUR));
    expect(isAlive(process.pid, mark, other(9 * HOUR + 30_000))).toBe(true);
    expect(isAlive(process.pid, mark, other(11 * HOUR))).toBe(false);
  });

  it('is yes when it cannot be told: whoever may live keeps the lock', () => {
    expect(isAlive(process.pid, markProcess(process.pid, other(HOUR)), linux(BOOT, 5))).toBe(true);
  });
});

describe('whether a process number of a lock means anything here', () => {
  const at = (facts: ProcessFacts, machine = 'raspberrypi') => ({
    machine,
    process: markProcess(process.pid, facts),
  });
  const here = at(linux(BOOT, 500, 'a1b2', 'pid:[1]'));

  it.each([
    ['the same machine', at(linux(BOOT, 900, 'a1b2', 'pid:[1]')), true],
    ['the same, after a reboot', at(linux(BOOT.replace('1', '2'), 500, 'a1b2', 'pid:[1]')), true],
    ['one of another name', at(linux(BOOT, 500, 'a1b2', 'pid:[1]'), 'desk'), false],
    ['another one with the same name', at(linux(BOOT, 500, 'c3d4', 'pid:[1]')), false],
    ['a container on it', at(linux(BOOT, 500, 'a1b2', 'pid:[2]')), false],
    ['a container that has no identity', at(linux(BOOT, 500, undefined, 'pid:[2]')), false],
    ['one that has no identity', at(linux(BOOT, 500)), true],
    ['one that only knows since when it is on', at(other(9 * HOUR)), true],
    ['one that left no mark', { machine: 'raspberrypi' }, true],
  ])('%s', (_, there, answer) => {
    expect(isOfHere(here, there)).toBe(answer);
    expect(isOfHere(there, here)).toBe(answer);
  });

  it('tells nobody the identity of the machine', () => {
    expect(here.process).not.toContain('a1b2');
  });

  it('changes nothing about which process it is', () => {
    expect(isAlive(process.pid, here.process, linux(BOOT, 500))).toBe(true);
    expect(
      isAlive(process.pid, markProcess(process.pid, linux(BOOT, 500)), linux(BOOT, 500, 'a1b2', 'pid:[1]')),
    ).toBe(true);
  });
});
