import type { Host } from '../../../shared/model/host.ts';
import type { Orphan } from '../../../shared/model/storage.ts';
import type { Engine } from '../engine/engine.ts';
import { toFailure } from '../runtime/failure.ts';
import { findOrphans } from './find-orphans.ts';
import type { Told } from './remove-images.ts';
import type { StorageDeps } from './storage-deps.ts';

/** How long a container that nobody knows has between its stop signal and SIGKILL, milliseconds; Docker's own default. */
const STOP_GRACE_MS = 10_000;

/** Removes the orphans that this history made, containers before networks, each looked at once more under its placement's lock. */
export async function removeOrphans(
  deps: StorageDeps,
  engine: Engine,
  host: Host,
  orphans: readonly Orphan[],
  told: Told,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const kind of ['container', 'network'] as const) {
    // A network is free to go once its containers went: asked again rather than taken from the plan.
    const current = kind === 'network' ? await findOrphans(deps, engine, host) : orphans;
    for (const orphan of current.filter((each) => each.kind === kind && each.removable)) {
      if (signal?.aborted === true) return;
      await removeOne(deps, engine, host, orphan, told);
    }
  }
}

async function removeOne(
  deps: StorageDeps,
  engine: Engine,
  host: Host,
  orphan: Orphan,
  told: Told,
): Promise<void> {
  const what = `${orphan.kind} ${orphan.name}`;
  let lock: { release(): Promise<void> } | undefined;
  try {
    const { app, environment } = orphan;
    // Before the lock, which would itself account for it; what the record says may not have changed in between.
    const recorded = recordOf(deps, host, orphan);
    const found = await findOrphans(deps, engine, host);
    if (app !== undefined && environment !== undefined)
      lock = deps.lockPlacement({ app, environment, host, purpose: 'gc' });
    const still = found.some(({ id, removable }) => id === orphan.id && removable);
    if (!still || recordOf(deps, host, orphan) !== recorded) {
      told.spared.push({ what, problem: 'it is needed by now, or gone' });
      return;
    }
    if (orphan.kind === 'network') await engine.networks.remove(orphan.id);
    else {
      await engine.containers.stop(orphan.id, STOP_GRACE_MS);
      await engine.containers.remove(orphan.id);
    }
    told.removed.push(what);
  } catch (error) {
    told.failed.push({ what, problem: toFailure(error).message });
  } finally {
    await lock?.release();
  }
}

function recordOf({ stores }: StorageDeps, host: Host, { app, environment }: Orphan): string {
  const berths = stores.berths
    .list({ host: host.id, ...(environment === undefined ? {} : { environment }) })
    .filter((berth) => app === undefined || berth.app === app);
  return JSON.stringify(berths);
}
