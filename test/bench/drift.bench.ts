import { scanDrift } from '../../electron/core/drift/scan-drift.ts';
import { edgeSpecHash } from '../../electron/core/edge/edge-spec.ts';
import { connectEngine } from '../../electron/core/engine/connect-engine.ts';
import { systemClock } from '../../electron/core/runtime/clock.ts';
import { silentLog } from '../../electron/core/runtime/log.ts';
import { startFakeEngine } from '../support/fake-engine.ts';
import type { BenchRow } from './bench-row.ts';
import { stageFleet } from './drift-fleet.ts';
import { atMost } from './judge-row.ts';
import { README_ROWS } from './row-titles.ts';

const PLACEMENTS = 60;
const CONTAINERS = PLACEMENTS * 5;

/**
 * A scan of 300 containers: 60 placements, each an edge, two replicas that serve and two of a stopped standby, on an engine
 * that answers at once. What is measured is the scan itself, over a real socket, and how often it asks. A scan that finds
 * anything there has misread something, and counts as failed.
 */
export async function benchDrift(): Promise<BenchRow[]> {
  const fake = await startFakeEngine();
  const fleet = stageFleet(fake, PLACEMENTS);
  const engine = await connectEngine(fake.endpoint, { clock: systemClock, log: silentLog });
  try {
    const asked = fake.calls.length;
    const began = performance.now();
    const reports = await scanDrift(
      {
        stores: fleet.stores,
        clock: systemClock,
        log: silentLog,
        engineOf: () => Promise.resolve(engine),
        appConfig: () => Promise.reject(new Error('the apps of this bench have no folders')),
        resolveVariables: () => Promise.resolve(new Map()),
        specHash: edgeSpecHash,
      },
      {},
    );
    const seconds = (performance.now() - began) / 1000;
    const calls = fake.calls.length - asked;
    const wrong = reports.filter(({ state, findings }) => state !== 'checked' || findings.length > 0);
    if (reports.length !== PLACEMENTS || wrong.length > 0)
      throw new Error(`the scan misread ${wrong.length} placements: ${JSON.stringify(wrong[0])}`);
    const note = `${PLACEMENTS} placements on a fake engine: edge, 2 serving, 2 in standby each`;
    return [
      atMost(5, {
        name: README_ROWS.driftScan,
        value: Number(seconds.toFixed(2)),
        unit: 's',
        note,
      }),
      atMost(2, {
        name: README_ROWS.driftCalls,
        value: Number((calls / CONTAINERS).toFixed(2)),
        unit: 'count',
        note: `${calls} calls: an edge costs 3, a replica that runs 2, one that is stopped 1, a host 6`,
      }),
    ];
  } finally {
    engine.close();
    fleet.remove();
    await fake.close();
  }
}
