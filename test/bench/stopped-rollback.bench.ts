import type { BenchRow } from './bench-row.ts';
import { openBenchShop, timeToTraffic } from './bench-shop.ts';
import { atMost } from './judge-row.ts';
import { stoppedRaw } from './raw-container.ts';
import { README_ROWS } from './row-titles.ts';
import { median, medianRatio } from './statistics.ts';

const ROUNDS = 12;

/**
 * A rollback to a standby that was stopped: from the call of the core until a client was first answered by the old version,
 * over `docker start` of a stopped container of the same image until its first good answer, in turns.
 */
export async function benchStoppedRollback(): Promise<BenchRow[]> {
  const shop = await openBenchShop({ path: '/', config: { warmFor: '0s' } });
  const raw = await stoppedRaw(await shop.raw(1));
  try {
    const { deployments } = shop.workshop.core;
    await deployments.deploy({ ...shop.place, version: 2 });
    const pairs: (readonly [number, number])[] = [];
    const parts = {
      lock: [] as number[],
      start: [] as number[],
      ready: [] as number[],
      switch: [] as number[],
    };
    // The first pair only warms up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const version = round % 2 === 0 ? 1 : 2;
      const before = round % 2 === 0 ? undefined : await raw.start();
      const { ms, outcome } = await timeToTraffic(shop, '/', version, (onProgress) =>
        deployments.rollback({ ...shop.place, version, onProgress }),
      );
      const { source } = outcome.deployment.plan;
      if (source !== 'start') throw new Error(`this did not start a stopped standby: ${source}`);
      const pair = [ms, before ?? (await raw.start())] as const;
      if (round === 0) continue;
      pairs.push(pair);
      for (const step of outcome.steps)
        if (step.name in parts) parts[step.name as keyof typeof parts].push(step.durationMs ?? 0);
    }
    const steps = Object.entries(parts).map(([name, all]) => `${name} ${Math.round(median(all))}`);
    return [
      atMost(1.5, {
        name: README_ROWS.stoppedRollback,
        value: medianRatio(pairs),
        unit: 'ratio',
        note: `${middle(pairs, 0)} ms (${steps.join(', ')}) / ${middle(pairs, 1)} ms`,
      }),
    ];
  } finally {
    await raw.remove();
    await shop.remove();
  }
}

function middle(pairs: readonly (readonly [number, number])[], which: 0 | 1): number {
  return Math.round(median(pairs.map((pair) => pair[which])));
}
