import type { BenchRow } from './bench-row.ts';
import { openBenchShop, watchServing, type BenchShop } from './bench-shop.ts';
import { none } from './judge-row.ts';
import { openDownload, openEcho, type LongConnection } from '../support/long-connection.ts';
import { README_ROWS } from './row-titles.ts';

const ROUNDS = 3;
const OF_EACH_KIND = 20;
const DRAIN_SECONDS = 6;
/** The clients end by themselves so long before the deadline, at which they would rightly be cut. */
const EARLY_SECONDS = 1;

/**
 * WebSockets that keep talking and downloads that keep flowing while a release is swapped in under them and the old one
 * drains. All of them end by themselves before the drain's deadline, so each one that ends otherwise was cut.
 */
export async function benchKeptConnections(): Promise<BenchRow[]> {
  const shop = await openBenchShop({ path: '/', config: { warmFor: '0s', drain: `${DRAIN_SECONDS}s` } });
  try {
    const webSockets: string[] = [];
    const downloads: string[] = [];
    let reported = 0;
    let echoes = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const seen = await swapUnder(shop, round % 2 === 0 ? 2 : 1);
      webSockets.push(...seen.webSockets);
      downloads.push(...seen.downloads);
      reported += seen.reported;
      echoes += seen.echoes;
    }
    for (const cut of [...webSockets, ...downloads].slice(0, 5)) console.error(`cut: ${cut}`);
    const of = ROUNDS * OF_EACH_KIND;
    const where = `in ${ROUNDS} swaps`;
    return [
      none({
        name: README_ROWS.webSocketsCut,
        value: webSockets.length,
        of,
        unit: 'count',
        note: `${where}, ${echoes.toLocaleString('en')} messages echoed; the receipts count ${reported} cut`,
      }),
      none({
        name: README_ROWS.downloadsCut,
        value: downloads.length,
        of,
        unit: 'count',
        note: `${where}, every byte counted`,
      }),
    ];
  } finally {
    await shop.remove();
  }
}

async function swapUnder({ workshop, place }: BenchShop, version: number) {
  const target = { host: workshop.address, port: workshop.ports.dev };
  const watcher = await watchServing(workshop, '/');
  const each = Array.from({ length: OF_EACH_KIND });
  const open: LongConnection[] = [];
  try {
    const echoing = await Promise.all(each.map(() => openEcho(target)));
    open.push(...echoing);
    const flowing = await Promise.all(each.map(() => openDownload(target, DRAIN_SECONDS - EARLY_SECONDS)));
    open.push(...flowing);
    const switched = watcher.next(`v${version}`);
    const deploying = workshop.core.deployments.deploy({ ...place, version });
    await Promise.race([switched, deploying]);
    const webSockets = (
      await Promise.all(echoing.map((echo) => echo.endAfter((DRAIN_SECONDS - EARLY_SECONDS) * 1_000)))
    ).flat();
    const downloads = (await Promise.all(flowing.map((download) => download.endAfter(0)))).flat();
    const { deployment } = await deploying;
    if (deployment.state !== 'live' || deployment.receipt === undefined)
      throw new Error(`the swap did not go well: ${deployment.error?.message}`);
    return {
      webSockets,
      downloads,
      echoes: echoing.reduce((sum, echo) => sum + echo.received(), 0),
      reported: deployment.receipt.connectionsCut ?? 0,
    };
  } finally {
    for (const connection of open) connection.abandon();
    await watcher.close();
  }
}
