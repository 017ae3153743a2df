import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { BenchRow } from './bench-row.ts';
import { atMost, none } from './judge-row.ts';
import { DESKTOP_ROWS } from './row-titles.ts';
import { measureHeap, openBenchPage } from './ui/open-bench-page.ts';
import { LONG_TASK_MS, watchTasks, type LongTasks } from './ui/watch-tasks.ts';

const LINES_PER_SECOND = 10_000;
const SECONDS = 30;
/** As many as the view holds: from then on each line that comes takes the place of another. */
const HELD = 100_000;
const UNTIL_FULL_S = HELD / LINES_PER_SECOND + 2;
/** It would be more by the third that comes after it is full, if anything were kept of what has left. */
const MAX_GROWTH = 1.1;

/**
 * The log view in Chromium, built for production, following four containers with a search under way, while a bridge hands it
 * 10,000 lines a second. What it shows and what it has saved is compared with what it was given.
 */
export async function benchLogView(): Promise<BenchRow[]> {
  const { page, close } = await openBenchPage('log-view');
  try {
    await page.getByRole('searchbox').fill('error');
    await flood(page, 1);
    const filling = await watchFlood(page, UNTIL_FULL_S);
    const full = await measureHeap(page);
    const turning = await watchFlood(page, SECONDS - UNTIL_FULL_S);
    const after = await measureHeap(page);
    const wallMs = [...filling.wallMs, ...turning.wallMs];
    const onCpu = filling.cpuMs.length + turning.cpuMs.length;

    const sent = LINES_PER_SECOND * (SECONDS + 1);
    const lost = await countLost(page, sent);
    return [
      none({
        name: DESKTOP_ROWS.linesDropped,
        value: lost,
        of: sent,
        unit: 'count',
        note: `a search going on; those that are held read back by "Download"`,
      }),
      none({
        name: DESKTOP_ROWS.logTasks,
        value: wallMs.length,
        unit: 'count',
        note: `longest ${Math.round(Math.max(0, ...wallMs))} ms; ${onCpu} had over ${LONG_TASK_MS} ms of the processor; ${turning.fps} frames/s`,
      }),
      atMost(MAX_GROWTH, {
        name: DESKTOP_ROWS.logHeap,
        value: after / full,
        unit: 'ratio',
        note: `${megabytes(after)} / ${megabytes(full)}`,
      }),
    ];
  } finally {
    await close();
  }
}

interface PageWithLogs {
  logView: { flood(perSecond: number, seconds: number): Promise<void> };
}

interface PageWithFrames {
  readonly requestAnimationFrame: (next: (now: number) => void) => number;
}

async function flood(page: Page, seconds: number): Promise<void> {
  await page.evaluate(
    ([perSecond, length]) => (globalThis as unknown as PageWithLogs).logView.flood(perSecond, length),
    [LINES_PER_SECOND, seconds] as const,
  );
}

/** Lines that came and are neither held nor said to have left, and numbers that are missing among those that are held. */
async function countLost(page: Page, sent: number): Promise<number> {
  await page.getByText(`#${sent - 1} `).waitFor();
  const status = await page.getByText('earlier lines not held any more').innerText();
  const gone = Number(status.replace(/\D/g, ''));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download these lines' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  const numbers = [...text.matchAll(/#(\d+) /g)].map(([, number]) => Number(number));
  const missing = numbers.filter((number, place) => number !== gone + place).length;
  return Math.abs(sent - gone - numbers.length) + missing;
}

/** Floods the page, and counts long tasks and frames meanwhile. */
async function watchFlood(page: Page, seconds: number): Promise<LongTasks & { readonly fps: number }> {
  const stop = await watchTasks(page);
  const frames = page.evaluate(
    (ms) =>
      new Promise<number>((resolve) => {
        const { requestAnimationFrame: onFrame } = globalThis as unknown as PageWithFrames;
        const began = performance.now();
        let count = 0;
        const next = (now: number): void => {
          count += 1;
          if (now - began < ms) onFrame(next);
          else resolve(count);
        };
        onFrame(next);
      }),
    seconds * 1000,
  );
  await flood(page, seconds);
  const fps = Math.round((await frames) / seconds);
  return { ...(await stop()), fps };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
