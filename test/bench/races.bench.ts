import { connectEngine } from '../../electron/core/engine/connect-engine.ts';
import { parseEndpoint } from '../../electron/core/engine/parse-endpoint.ts';
import { systemClock } from '../../electron/core/runtime/clock.ts';
import { silentLog } from '../../electron/core/runtime/log.ts';
import type { RaceGround } from '../support/races/race-ground.ts';
import { runRaces } from '../support/races/run-races.ts';
import { testEngine } from '../support/test-engine.ts';
import type { BenchRow } from './bench-row.ts';
import { every } from './judge-row.ts';
import { README_ROWS } from './row-titles.ts';

const ROUNDS = 1000;

/** Two processes race for one placement: over one history, and from two homes over one engine. */
export async function benchRaces(): Promise<readonly BenchRow[]> {
  const { endpoint, images, run } = testEngine();
  const engine = await connectEngine(parseEndpoint(endpoint), { clock: systemClock, log: silentLog });
  const image = (await engine.images.inspect(images.busybox))?.id;
  engine.close();
  if (image === undefined) throw new Error(`The engine has no ${images.busybox}.`);
  return [
    await measure(README_ROWS.races),
    await measure(README_ROWS.racesOfHomes, { endpoint, image, run }),
  ];
}

async function measure(name: string, engine?: RaceGround['engine']): Promise<BenchRow> {
  const began = performance.now();
  const { clean, won, wrong } = await runRaces(ROUNDS, engine);
  for (const problem of wrong) console.error(`${name}: ${problem}`);
  const each = Math.round((performance.now() - began) / ROUNDS);
  return every(ROUNDS, {
    name,
    value: clean,
    unit: 'count',
    note: `won ${won[0]} to ${won[1]}, every second one against a dead holder, ${each} ms a round`,
  });
}
