import { describe, expect, it } from 'vitest';
import { isAlive } from '../../../electron/core/runtime/is-alive.ts';
import { markProcess, type ProcessFacts } from '../../../electron/core/runtime/mark-process.ts';

const BOOT = '4fd1f3c2-0000-4000-8000-000000000001';
const HOUR = 3_600_000;

/** A Linux machine on which this test's process has begun `ticks` after the boot. */
function linux(boot: string, ticks: number): ProcessFacts {
  const stat = `${process.pid} (node) (odd) S 1 ${process.pid} 1 0 -1 4194560 9 0 0 0 1 2 0 0 20 0 11 0 ${ticks} 1 2`;
  const files = new Map([
    ['/proc/sys/kernel/random/boot_id', `${boot}\n`],
    [`/proc/${process.pid}/stat`, stat],
  ]);
  return { read: (path) => files.get(path), bootedAt: () => 0 };
}

/** One that only knows since when it is on. */
const other = (bootedAt: number): ProcessFacts => ({ read: () => undefined, bootedAt: () => bootedAt });

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
