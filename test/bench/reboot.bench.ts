import { startOwnEngine, type OwnEngine } from '../support/engine/own-engine.ts';
import { openWorkshop } from '../support/workshop.ts';
import type { BenchRow } from './bench-row.ts';
import { rest } from './rest.ts';
import { atMost } from './judge-row.ts';
import { README_ROWS } from './row-titles.ts';
import { median } from './statistics.ts';
import { now, watchVersion } from './version-watcher.ts';

const ROUNDS = 5;

/**
 * A machine that is restarted while nothing of ours runs: an engine of the bench's own, with two colours of the sample app,
 * is stopped as its service manager would stop it, and started. From its first answer to a question until a client at the
 * published port is answered by the active colour; the slowest of the rounds. In every second round the gate was swung
 * before. Takes the rights of root, and half a minute.
 */
export async function benchReboot(): Promise<BenchRow[]> {
  if (process.getuid?.() !== 0)
    return [
      {
        name: README_ROWS.reboot,
        value: NaN,
        unit: 's',
        note: 'not measured: only root can start an engine that may be stopped',
      },
    ];
  const own = await startOwnEngine();
  try {
    const seconds = await restartOften(own);
    return [
      atMost(5, {
        name: README_ROWS.reboot,
        value: Math.max(...seconds),
        unit: 's',
        note: `the slowest of ${ROUNDS} restarts, median ${median(seconds).toFixed(2)} s; two colours, the standby warm`,
      }),
    ];
  } finally {
    await own.remove();
  }
}

async function restartOften(own: OwnEngine): Promise<readonly number[]> {
  const shop = await openWorkshop({ test: own.test });
  try {
    const place = { app: shop.app, environment: shop.dev };
    for (let count = 0; count < 2; count += 1) {
      await shop.release();
      await shop.core.deployments.deploy(place);
    }
    const seconds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const active = round % 2 === 0 ? 2 : 1;
      const core = shop.secondCore();
      if (round > 0) await core.deployments.deploy({ ...place, version: active });
      await core.close();
      seconds.push(await restart(own, { host: shop.address, port: shop.ports.dev }, active));
    }
    return seconds;
  } finally {
    await shop.remove();
  }
}

/** Seconds from the engine's first answer until the client's, which must be of `active`: an answer of the standby is an error. */
async function restart(
  own: OwnEngine,
  target: { readonly host: string; readonly port: number },
  active: number,
): Promise<number> {
  const watcher = await watchVersion({ ...target, path: '/' });
  try {
    const answered = watcher.next(`v${active}`);
    const wrong = watcher.next(`v${3 - active}`).then(() => {
      throw new Error(`v${3 - active} answered, which is the standby`);
    });
    wrong.catch(() => undefined);
    await own.stop();
    await rest();
    await own.start();
    const began = now();
    watcher.begin();
    return ((await Promise.race([answered, wrong])) - began) / 1000;
  } finally {
    await watcher.close();
  }
}
