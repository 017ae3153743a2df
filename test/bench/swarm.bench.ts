import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { enginePlan, stateFolder } from '../support/engine/engine-plan.mjs';
import { testEngine } from '../support/test-engine.ts';
import type { BenchRow } from './bench-row.ts';
import { openBenchShop, timeToTraffic, type BenchShop } from './bench-shop.ts';
import { README_ROWS } from './row-titles.ts';
import { median } from './statistics.ts';
import { watchService, type ServiceChange, type ServiceClient } from './service-client.ts';
import { startSwarmService, type SwarmService } from './swarm-service.ts';

const ROUNDS = 3;
const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The same image on the same engine in swarm mode: `service update` with start-first and a health check of 1 s, and
 * `service rollback`, beside a deployment and a rollback of ours, in turns. Each from the command until the last answer of
 * the version that goes. Only on an engine that the project has started itself: swarm mode changes an engine.
 */
export async function benchSwarm(): Promise<BenchRow[]> {
  const { endpoint } = testEngine();
  if (endpoint !== enginePlan(stateFolder(process.env, CHECKOUT)).endpoint)
    return [notMeasured(README_ROWS.serviceUpdate), notMeasured(README_ROWS.serviceRollback)];
  const shop = await openBenchShop();
  try {
    return await beside(shop);
  } finally {
    await shop.remove();
  }
}

function notMeasured(name: string): BenchRow {
  const note = 'not measured: only an engine that was started for this is put into swarm mode';
  return { name, value: NaN, unit: 'ms', note };
}

async function beside(shop: BenchShop): Promise<BenchRow[]> {
  const { engine } = shop.workshop;
  const [v1, v2] = [await shop.raw(1), await shop.raw(2)];
  const swarm = await startSwarmService(engine, v1.image, sleep);
  let client: ServiceClient | undefined;
  try {
    client = await watchService(engine, v1.image, swarm);
    const measured = { update: [], rollback: [], deploy: [], back: [] } as Measured;
    for (let round = 0; round < ROUNDS; round += 1)
      await measureRound(shop, swarm, client, v2.image, measured);
    return rows(measured, client.requests());
  } finally {
    await client?.close();
    await swarm.remove();
  }
}

interface Measured {
  readonly update: ServiceChange[];
  readonly rollback: ServiceChange[];
  readonly deploy: number[];
  readonly back: number[];
}

async function measureRound(
  shop: BenchShop,
  swarm: SwarmService,
  client: ServiceClient,
  image: string,
  measured: Measured,
): Promise<void> {
  const { deployments } = shop.workshop.core;
  measured.update.push(await client.measure('v2', () => swarm.update(image)));
  const deploy = await timeToTraffic(shop, '/', 2, (onProgress) =>
    deployments.deploy({ ...shop.place, version: 2, onProgress }),
  );
  measured.deploy.push(deploy.ms);
  measured.rollback.push(await client.measure('v1', () => swarm.rollback()));
  const back = await timeToTraffic(shop, '/', 1, (onProgress) =>
    deployments.rollback({ ...shop.place, version: 1, onProgress }),
  );
  measured.back.push(back.ms);
}

function rows({ update, rollback, deploy, back }: Measured, requests: number): BenchRow[] {
  const service = (name: string, changes: readonly ServiceChange[], note: string): BenchRow => ({
    name,
    value: median(changes.map(({ lastOldMs }) => lastOldMs)),
    unit: 'ms',
    note:
      `first such answer ${Math.round(median(changes.map(({ firstNewMs }) => firstNewMs)))} ms, ` +
      `completed ${Math.round(median(changes.map(({ completedMs }) => completedMs)))} ms; ` +
      `${changes.reduce((sum, { lost }) => sum + lost, 0)} requests lost; ${note}`,
  });
  const ours = (name: string, all: readonly number[], note: string): BenchRow => ({
    name,
    value: median(all),
    unit: 'ms',
    note,
  });
  return [
    ours(README_ROWS.ourDeploy, deploy, 'the same image; a warm standby is in the way and is stopped first'),
    service(
      README_ROWS.serviceUpdate,
      update,
      `health check 1 s; ${requests.toLocaleString('en')} requests in all`,
    ),
    ours(README_ROWS.ourRollback, back, 'warm standby'),
    service(README_ROWS.serviceRollback, rollback, 'also start-first'),
  ];
}
