import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStores } from '../../electron/core/db/open-stores.ts';
import { lockPlacement } from '../../electron/core/deployments/lock-placement.ts';
import type { DeploymentDeps } from '../../electron/core/deployments/deployment-deps.ts';
import { connectEngine } from '../../electron/core/engine/connect-engine.ts';
import { GATE_FILE } from '../../electron/core/edge/edge-files.ts';
import { parseGate } from '../../electron/core/edge/gate.ts';
import { rebuildHistory } from '../../electron/core/history/rebuild-history.ts';
import { systemClock } from '../../electron/core/runtime/clock.ts';
import { Failure } from '../../electron/core/runtime/failure.ts';
import { randomIds } from '../../electron/core/runtime/ids.ts';
import { silentLog } from '../../electron/core/runtime/log.ts';
import { host } from '../unit/db/sample-rows.ts';
import type { BenchRow } from './bench-row.ts';
import { startEngineOfMany } from './engine-of-many.ts';
import { atMost } from './judge-row.ts';
import { README_ROWS } from './row-titles.ts';

const APPS = 100;

/**
 * A lost history of 100 apps, each with a serving version and a standby, written anew: over a real socket from something that answers
 * like an engine and takes as long, with the lock of every placement and a question to every edge.
 */
export async function benchRebuild(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'twinberth-bench-'));
  const fake = await startEngineOfMany(APPS);
  const common = { clock: systemClock, ids: randomIds, log: silentLog };
  const engine = await connectEngine(fake.endpoint, common);
  const stores = openStores(join(folder, 'history.db'), common);
  try {
    stores.hosts.add({ ...host, endpoint: fake.endpoint });
    const locking = {
      ...common,
      stores,
      owner: 'ann@desk',
      machine: 'desk',
      pid: process.pid,
      isAlive: () => true,
    };
    const started = performance.now();
    const report = await rebuildHistory({
      ...common,
      stores,
      owner: 'ann@desk',
      engineOf: () => Promise.resolve(engine),
      addLocalHost: () => Promise.reject(new Failure('internal', 'a host is known')),
      undo: () => Promise.reject(new Failure('internal', 'nothing was cut off')),
      serveRecorded: () => Promise.reject(new Failure('internal', 'nothing was cut off')),
      lock: ({ app, environment, host: { id, name } }) =>
        lockPlacement(locking as unknown as DeploymentDeps, {
          app,
          environment,
          host: id,
          hostName: name,
          purpose: 'bench',
        }),
      edgeState: async ({ edge }) => {
        const { stdout } = await engine.containers.exec(edge?.id ?? '', ['cat', GATE_FILE]);
        return { gate: parseGate(stdout), gateOnRestart: parseGate(stdout) };
      },
      readFolder: () => Promise.resolve(undefined),
      addApp: () => Promise.resolve(),
    });
    const seconds = (performance.now() - started) / 1000;
    const berths = stores.berths
      .list()
      .filter(({ active, blue }) => active === 'green' && blue?.state === 'warm');
    if (berths.length !== APPS || report.added.deployments.length !== 2 * APPS)
      throw new Error(`${berths.length} berths were rebuilt: ${report.skipped[0] ?? ''}`);
    return [
      atMost(10, {
        name: README_ROWS.rebuild,
        value: seconds,
        unit: 's',
        note: `${3 * APPS} containers, ${2 * APPS} images, ${fake.calls.length} calls to an engine that takes as long as a real one`,
      }),
    ];
  } finally {
    stores.close();
    engine.close();
    await fake.close();
    await rm(folder, { recursive: true, force: true });
  }
}
