import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { limitInBytes, parseFreeSpaceLimit } from '../../../electron/core/apps/free-space-limit.ts';
import type { GcSettings } from '../../../electron/core/apps/settings.ts';
import { careForSpace } from '../../../electron/core/house/caring/care-for-space.ts';
import type { StorageOutcome } from '../../../shared/model/storage.ts';
import { sampleHost } from '../deployments/sample-records.ts';

const GB = 1024 ** 3;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function stage(settings: GcSettings) {
  const asked: (string | undefined)[] = [];
  const lines: string[] = [];
  const disk = { freeBytes: 50 * GB, totalBytes: 100 * GB, known: true };
  const care = careForSpace({
    ...settings,
    clock: { ticks: () => performance.now() },
    log: { debug: () => undefined, warn: (line, facts) => lines.push(`${line} ${JSON.stringify(facts)}`) },
    hosts: () => [sampleHost],
    diskOf: () => Promise.resolve(disk.known ? disk : undefined),
    apply: ({ host }) => {
      asked.push(host);
      const removed = ['web:v1'];
      const outcome = {
        hosts: [{ host: 'local', removed, spared: [], failed: [], plannedBytes: 3_000_000 }],
      };
      return Promise.resolve(outcome as unknown as StorageOutcome);
    },
  });
  onTestFinished(() => care.close());
  return { asked, lines, disk, care };
}

describe('space', () => {
  test('is not made by itself unless that is asked for', async () => {
    const { asked, disk } = stage({ everyMs: 0 });
    disk.freeBytes = 0;
    await vi.advanceTimersByTimeAsync(30 * 86_400_000);
    expect(asked).toEqual([]);
  });

  test('is made so often as is set, and what was freed is told', async () => {
    const { asked, lines } = stage({ everyMs: 86_400_000 });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(asked).toEqual([undefined]);
    expect(lines).toEqual([expect.stringMatching(/^space was made on local: .*"why":"it is time"/)]);
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect(asked).toHaveLength(2);
  });

  test('is made when too little is free, there, and not over and over where that does not help', async () => {
    const { asked, disk, lines } = stage({ everyMs: 0, below: { kind: 'share', share: 0.1 } });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked).toEqual([]);
    disk.freeBytes = 10 * GB - 1;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked).toEqual(['local']);
    expect(lines[0]).toContain('are free on local');
    await vi.advanceTimersByTimeAsync(1_800_000);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(asked).toHaveLength(2);
  });

  test('is left alone where it cannot be known how much is free', async () => {
    const { asked, disk } = stage({ everyMs: 0, below: { kind: 'bytes', bytes: GB } });
    disk.freeBytes = 0;
    disk.known = false;
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(asked).toEqual([]);
  });

  test('is not made any more when the house is closed', async () => {
    const { asked, care } = stage({ everyMs: 3_600_000 });
    await care.close();
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect(asked).toEqual([]);
  });
});

describe('the limit', () => {
  test.each([
    ['10%', 10 * GB],
    ['20g', 20 * GB],
    ['0.5%', GB / 2],
  ])('%s of 100 GB', (text, bytes) => {
    const parsed = parseFreeSpaceLimit(text);
    expect(parsed.ok && limitInBytes(parsed.value, 100 * GB)).toBe(bytes);
  });

  test.each(['0', '0%', '101%', '-5g', 'much', ''])('%s is none', (text) => {
    expect(parseFreeSpaceLimit(text).ok).toBe(false);
  });
});
