import { startLoad } from '../support/load-client.ts';
import type { BenchRow } from './bench-row.ts';
import { AT_ONCE, openBenchShop, type BenchShop } from './bench-shop.ts';
import { none } from './judge-row.ts';
import { README_ROWS } from './row-titles.ts';

const SWAPS = 50;
const CLIENTS = 8;

/**
 * Clients that ask all the time, half of them over kept connections and half over a new one for each request, while a
 * release is swapped in and rolled back fifty times. Lost is a request without a whole answer of the app with status 200.
 * Every second standby is stopped at once, so that half of the swaps drain one and half of the rollbacks start one.
 */
export async function benchLostRequests(): Promise<BenchRow[]> {
  const shop = await openBenchShop();
  try {
    const { address, ports } = shop.workshop;
    const load = startLoad({ host: address, port: ports.dev, clients: CLIENTS });
    const swaps = await swapAndRollBack(shop).catch(async (error: unknown) => {
      await load.stop();
      throw error;
    });
    const { requests, failures, versions, longestGapMs } = await load.stop();
    for (const failure of failures.slice(0, 5)) console.error(`lost: ${failure}`);
    if (versions.length !== 2) throw new Error(`the clients saw ${versions.join(', ')} and not v1 and v2`);
    return [
      none({
        name: README_ROWS.lostRequests,
        value: failures.length,
        of: requests,
        unit: 'count',
        note:
          `${SWAPS} swaps and ${SWAPS} rollbacks, ${CLIENTS} clients, half of them keep-alive; longest wait of a client ` +
          `${Math.round(longestGapMs)} ms; rollbacks: ${swaps.warm} warm, ${swaps.started} from a stopped standby`,
      }),
    ];
  } finally {
    await shop.remove();
  }
}

async function swapAndRollBack({ workshop, place }: BenchShop) {
  const sources = { warm: 0, started: 0 };
  const { core } = workshop;
  for (let round = 0; round < SWAPS; round += 1) {
    await configureStandby(round % 2 === 0 ? '5m' : '0s');
    const swap = await core.deployments.deploy({ ...place, version: 2 });
    const back = await core.deployments.rollback(place);
    for (const { deployment } of [swap, back])
      if (deployment.state !== 'live') throw new Error(`round ${round}: ${deployment.error?.message}`);
    if (back.deployment.plan.source === 'warm') sources.warm += 1;
    if (back.deployment.plan.source === 'start') sources.started += 1;
  }
  return sources;

  function configureStandby(warmFor: string): Promise<void> {
    return workshop.configure({ version: 'v2', app: { ...AT_ONCE, warmFor } });
  }
}
