import { hostname } from 'node:os';
import { openStores } from '../../../electron/core/db/open-stores.ts';
import type { Stores } from '../../../electron/core/db/stores.ts';
import type { DeploymentDeps } from '../../../electron/core/deployments/deployment-deps.ts';
import { lockPlacement, type PlacementLock } from '../../../electron/core/deployments/lock-placement.ts';
import { connectEngine } from '../../../electron/core/engine/connect-engine.ts';
import type { Engine } from '../../../electron/core/engine/engine.ts';
import { parseEndpoint } from '../../../electron/core/engine/parse-endpoint.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { isAlive } from '../../../electron/core/runtime/is-alive.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';

/** What a process races for, and with what. Serialisable: a child gets it. */
export interface RaceGround {
  /** The history's file: the same one for all, or one for each as on two machines that manage one host. */
  readonly history: string;
  readonly owner: string;
  readonly app: string;
  readonly environment: string;
  /** Where the lock is taken on an engine, too. */
  readonly engine?:
    | {
        readonly endpoint: string;
        /** Engine ID of any image. */
        readonly image: string;
        readonly run: string;
      }
    | undefined;
}

/** One that may take the placement, by the very functions that a deployment takes it with. */
export interface Contender {
  readonly stores: Stores;
  readonly engine?: Engine;
  /** Rejects with `placement.locked`, and then holds nothing. */
  take(pid?: number): Promise<PlacementLock>;
  close(): void;
}

export async function openContender(ground: RaceGround): Promise<Contender> {
  const stores = openStores(ground.history, { clock: systemClock, ids: randomIds });
  const engine =
    ground.engine &&
    (await connectEngine(parseEndpoint(ground.engine.endpoint), { clock: systemClock, log: silentLog }));
  const surroundings = (pid: number): DeploymentDeps => {
    // The lock uses no more of a deployment's surroundings than this.
    const own: Partial<DeploymentDeps> = {
      stores,
      clock: systemClock,
      ids: randomIds,
      log: silentLog,
      owner: ground.owner,
      machine: hostname(),
      pid,
      isAlive,
      ...(ground.engine && { runLabel: ground.engine.run }),
    };
    return own as DeploymentDeps;
  };
  return {
    stores,
    ...(engine && { engine }),
    take: async (pid = process.pid) => {
      const { app, environment } = ground;
      const request = { app, environment, host: 'host-1', hostName: 'local', purpose: 'deploy of v2' };
      const lock = lockPlacement(surroundings(pid), request);
      try {
        if (ground.engine && engine !== undefined) await lock.takeOnEngine(engine, ground.engine.image);
        return lock;
      } catch (error) {
        await lock.release();
        throw error;
      }
    },
    close: () => {
      engine?.close();
      stores.close();
    },
  };
}
