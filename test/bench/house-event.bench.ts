import { setTimeout } from 'node:timers/promises';
import type { House } from '../../electron/core/house/house.ts';
import { stageHouse, type HouseStage, type StagedPlacement } from '../unit/house/stage-house.ts';
import type { BenchRow } from './bench-row.ts';
import { atMost } from './judge-row.ts';
import { DESKTOP_ROWS } from './row-titles.ts';
import { percentile } from './statistics.ts';

const PLACEMENTS = 1000;
const SINGLE = 200;
const PER_SECOND = 100;
const BURST_SECONDS = 10;

/**
 * How long after an engine's event the house tells of it, with 1,000 placements on a scripted engine: events one by one, and 100
 * per second. In between lies a pause in which the events of one moment are gathered (30 to 100 ms), and one question to the
 * engine.
 */
export async function benchHouseEvent(): Promise<BenchRow[]> {
  const stage = await stageHouse(PLACEMENTS);
  try {
    const opened = performance.now();
    const house = stage.open();
    const openMs = performance.now() - opened;
    await house.ready;
    await untilAllWell(house);
    const snapshotMs = timed(() => house.snapshot());
    const single = await tellSingly(stage, house);
    const burst = await tellMany(stage, house);
    return [
      atMost(150, {
        name: DESKTOP_ROWS.houseEvent,
        value: round(percentile(single, 0.95)),
        unit: 'ms',
        note: `p50 ${round(percentile(single, 0.5))} ms over ${SINGLE} events, one at a time`,
      }),
      atMost(150, {
        name: `house: the same with ${PER_SECOND} events per second, p95`,
        value: round(percentile(burst.times, 0.95)),
        unit: 'ms',
        note: `p50 ${round(percentile(burst.times, 0.5))} ms; ${burst.lists} lists asked for ${burst.times.length} events; CPU ${round(burst.cpuPercent)} % of a core, the scripted engine's included`,
      }),
      {
        name: `house: opening with ${PLACEMENTS} placements`,
        value: round(openMs),
        unit: 'ms',
        note: `until it can be shown, engines not asked yet; a snapshot takes ${round(snapshotMs)} ms`,
      },
    ];
  } finally {
    await stage.remove();
  }
}

async function untilAllWell(house: House): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (house.snapshot().placements.some(({ health }) => health !== 'well')) {
    if (performance.now() > deadline) throw new Error('not all placements are well');
    await setTimeout(50);
  }
}

/** When the house told of a card, by its key. */
function watchCards(house: House): {
  readonly next: (key: string) => Promise<number>;
  readonly stop: () => void;
} {
  const waiting = new Map<string, (at: number) => void>();
  const stop = house.subscribe(({ event }) => {
    if (event.type !== 'placement.changed') return;
    waiting.get(event.placement.key)?.(performance.now());
    waiting.delete(event.placement.key);
  });
  return { stop, next: (key) => new Promise((resolve) => waiting.set(key, resolve)) };
}

/** A replica ends, or is started again. */
function flip(stage: HouseStage, placement: StagedPlacement): void {
  const runs = placement.state.replica === 'running';
  placement.state.replica = runs ? 'exited' : 'running';
  stage.tell(placement, 'replica', runs ? 'stop' : 'start');
}

async function tellSingly(stage: HouseStage, house: House): Promise<readonly number[]> {
  const cards = watchCards(house);
  const times: number[] = [];
  for (let round = 0; round < SINGLE; round += 1) {
    const placement = stage.placements[(round * 37) % PLACEMENTS];
    if (placement === undefined) throw new Error('there is no placement');
    const told = cards.next(placement.key);
    const began = performance.now();
    flip(stage, placement);
    times.push((await told) - began);
  }
  cards.stop();
  return times;
}

async function tellMany(
  stage: HouseStage,
  house: House,
): Promise<{ readonly times: readonly number[]; readonly lists: number; readonly cpuPercent: number }> {
  const cards = watchCards(house);
  const asked = stage.fake.calls.length;
  const before = process.cpuUsage();
  const began = performance.now();
  const total = PER_SECOND * BURST_SECONDS;
  const times: Promise<number>[] = [];
  for (let told = 0; told < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * PER_SECOND) + 1);
    for (; told < due; told += 1) {
      const placement = stage.placements[told % PLACEMENTS];
      if (placement === undefined) continue;
      const sent = performance.now();
      times.push(cards.next(placement.key).then((at) => at - sent));
      flip(stage, placement);
    }
    await setTimeout(5);
  }
  const all = await Promise.all(times);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  cards.stop();
  const lists = stage.fake.calls.slice(asked).filter(({ path }) => path === '/containers/json').length;
  return { times: all, lists, cpuPercent: ((user + system) / 1e6 / seconds) * 100 };
}

function timed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
