import type { BenchRow } from './bench-row.ts';
import { openBenchShop, watchServing, type BenchShop } from './bench-shop.ts';
import { atMost } from './judge-row.ts';
import { README_ROWS } from './row-titles.ts';
import { median, percentile } from './statistics.ts';
import { now } from './version-watcher.ts';

const ROUNDS = 60;

/**
 * A rollback to a standby that still runs: from the call of the core until a client on a thread of its own, asking all the
 * time over one kept connection, was first answered by the old version. Each rollback undoes the one before it.
 */
export async function benchWarmRollback(): Promise<BenchRow[]> {
  const shop = await openBenchShop();
  try {
    await shop.workshop.core.deployments.deploy({ ...shop.place, version: 2 });
    const { seenMs, switchMs, commandMs } = await rollBackAndForth(shop);
    const count = `${ROUNDS} rollbacks`;
    return [
      atMost(50, {
        name: README_ROWS.warmRollback,
        value: percentile(seenMs, 0.5),
        unit: 'ms',
        note: `${count}; the whole command, receipt written and lock released: ${median(commandMs).toFixed(0)} ms`,
      }),
      atMost(150, {
        name: README_ROWS.warmRollbackP95,
        value: percentile(seenMs, 0.95),
        unit: 'ms',
        note: `${count}; longest ${Math.max(...seenMs).toFixed(0)} ms`,
      }),
      atMost(5, {
        name: README_ROWS.mapChange,
        value: percentile(switchMs, 0.5),
        unit: 'ms',
        note: `set map and read back; longest ${Math.max(...switchMs).toFixed(1)} ms`,
      }),
    ];
  } finally {
    await shop.remove();
  }
}

async function rollBackAndForth({ workshop, place }: BenchShop) {
  const seenMs: number[] = [];
  const switchMs: number[] = [];
  const commandMs: number[] = [];
  const watcher = await watchServing(workshop, '/');
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const version = round % 2 === 0 ? 1 : 2;
      const answered = watcher.next(`v${version}`);
      const began = now();
      const { deployment } = await workshop.core.deployments.rollback({ ...place, version });
      commandMs.push(now() - began);
      seenMs.push((await answered) - began);
      if (deployment.plan.source !== 'warm' || deployment.receipt === undefined)
        throw new Error(`this was no warm rollback: ${deployment.plan.source}, ${deployment.state}`);
      switchMs.push(deployment.receipt.switchMs);
    }
  } finally {
    await watcher.close();
  }
  return { seenMs, switchMs, commandMs };
}
