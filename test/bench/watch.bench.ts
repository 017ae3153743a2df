import diagnostics from 'node:diagnostics_channel';
import { setTimeout } from 'node:timers/promises';
import type { House } from '../../electron/core/house/house.ts';
import type { BenchRow } from './bench-row.ts';
import { atMost } from './judge-row.ts';
import { DESKTOP_ROWS } from './row-titles.ts';
import { openWatchedFleet } from './watched-fleet.ts';

const APPS = 100;
const CONTAINERS = APPS * 3;
const WELL_MS = 60_000;
/** It watches for days: the first minute, in which code is compiled that runs again and again, is not what it costs. */
const SETTLE_MS = 60_000;
const SPAN_MS = 60_000;

/**
 * What it costs to watch 300 containers that do nothing: 100 placements on the real engine, each an edge and two replicas, from
 * the tray (nobody looks) and with a window open. CPU of this process, garbage collection and all, which does nothing else
 * meanwhile, and the calls that the engine was asked for.
 */
export async function benchWatch(): Promise<BenchRow[]> {
  const fleet = await openWatchedFleet(APPS);
  try {
    const opened = performance.now();
    const house = fleet.core.openHouse();
    await house.ready;
    await untilAllWell(house);
    const readyMs = performance.now() - opened;
    const unattended = await measure(house);
    const leave = house.attend();
    const attended = await measure(house);
    leave();
    await house.close();
    return [
      atMost(1, {
        name: DESKTOP_ROWS.watching,
        value: unattended.cpuPercent,
        unit: '%',
        note: `${SPAN_MS / 1000} s from the tray, every edge asked each 10 s: ${unattended.samples} answers`,
      }),
      {
        name: `watch: ${CONTAINERS} real containers, idle, a window open`,
        value: attended.cpuPercent,
        unit: '%',
        note: `every edge asked each 5 s: ${attended.samples} answers`,
      },
      {
        name: 'watch: engine calls per minute',
        value: unattended.calls,
        unit: 'count',
        note: `${attended.calls} with a window open; edges answer over lines that stay open`,
      },
      {
        name: `watch: until all ${APPS} placements are known`,
        value: Math.round(readyMs),
        unit: 'ms',
        note: 'from the opening, with a line to every edge opened',
      },
    ];
  } finally {
    await fleet.remove();
  }
}

async function untilAllWell(house: House): Promise<void> {
  const deadline = performance.now() + WELL_MS;
  for (;;) {
    const unwell = house.snapshot().placements.filter(({ health }) => health !== 'well');
    if (unwell.length === 0) return;
    if (performance.now() > deadline)
      throw new Error(`${unwell.length} placements are not well: ${JSON.stringify(unwell[0])}`);
    await setTimeout(20);
  }
}

async function measure(
  house: House,
): Promise<{ readonly cpuPercent: number; readonly calls: number; readonly samples: number }> {
  await setTimeout(SETTLE_MS);
  let calls = 0;
  let samples = 0;
  const count = () => (calls += 1);
  diagnostics.subscribe('http.client.request.start', count);
  const stop = house.subscribe(({ event }) => {
    if (event.type === 'traffic.sampled') samples += event.samples.length;
  });
  const before = process.cpuUsage();
  const began = performance.now();
  await setTimeout(SPAN_MS);
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - began) / 1000;
  diagnostics.unsubscribe('http.client.request.start', count);
  stop();
  return {
    cpuPercent: Number((((user + system) / 1e6 / seconds) * 100).toFixed(2)),
    calls,
    samples,
  };
}
