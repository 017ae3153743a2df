import type { Host } from '../../../shared/model/host.ts';
import { Failure, isFailure } from '../runtime/failure.ts';
import type { StorageDeps } from './storage-deps.ts';

/** How long a build or a deployment that is about to end is waited for, milliseconds. */
const PATIENCE_MS = 1_000;

/** Keeps everybody from deploying an app to a host and from building it. `placement.locked` when somebody is at it. */
export async function takeApp(
  deps: StorageDeps,
  host: Host,
  app: string,
): Promise<{ release(): Promise<void> }> {
  const locks: { release(): Promise<void> | void }[] = [];
  const release = async (): Promise<void> => {
    for (const lock of locks) await lock.release();
  };
  try {
    locks.push(await takeBuilds(deps, app));
    for (const { environment } of deps.stores.berths.list({ app, host: host.id })) {
      locks.push(deps.lockPlacement({ app, environment, host, purpose: 'gc' }));
    }
    return { release };
  } catch (error) {
    await release();
    throw error;
  }
}

async function takeBuilds(deps: StorageDeps, app: string): Promise<{ release(): void }> {
  try {
    return await deps.lockBuilds(app, AbortSignal.timeout(PATIENCE_MS));
  } catch (error) {
    if (isFailure(error)) throw error;
    throw new Failure(
      'placement.locked',
      `${app} is being built; its images stay for now.`,
      { app },
      { cause: error, retry: true },
    );
  }
}
