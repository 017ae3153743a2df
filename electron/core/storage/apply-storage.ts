import type { Host } from '../../../shared/model/host.ts';
import type {
  HostStorageOutcome,
  HostStoragePlan,
  StorageFailure,
  StorageOutcome,
  StoragePlan,
} from '../../../shared/model/storage.ts';
import type { BuilderRecord, DiskUsage } from '../engine/image-usage.ts';
import type { Engine } from '../engine/engine.ts';
import { toFailure } from '../runtime/failure.ts';
import type { Survey } from './gather-storage.ts';
import { removeImages } from './remove-images.ts';
import { removeOrphans } from './remove-orphans.ts';
import type { StorageDeps } from './storage-deps.ts';

export interface ApplyOptions {
  /** Also containers and networks that no placement explains, where this history made them. */
  readonly orphans?: boolean;
  /** Also the builder's records of layers whose last image goes. */
  readonly buildCache?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Carries a plan out: orphans first, since one may use an image; then images, logs, old steps, and the history's
 * free pages. What
 * cannot be removed is told in the outcome, and the rest goes on; only an interruption ends it early, between two items.
 */
export async function applyStorage(
  deps: StorageDeps,
  survey: Survey,
  options: ApplyOptions,
): Promise<StorageOutcome> {
  const { plan } = survey;
  const hosts: HostStorageOutcome[] = [];
  for (const each of plan.hosts) {
    const host = deps.stores.hosts.byName(each.host);
    if (host !== undefined) hosts.push(await applyToHost(deps, survey, host, each, options));
  }
  const stopped = options.signal?.aborted === true;
  const logsRemoved = stopped ? 0 : removeLogs(deps, plan);
  const folded = stopped ? 0 : foldSteps(deps, survey);
  return { plan, hosts, logsRemoved, history: { ...compact(deps, plan), ...(folded > 0 && { folded }) } };
}

async function applyToHost(
  deps: StorageDeps,
  survey: Survey,
  host: Host,
  plan: HostStoragePlan,
  options: ApplyOptions,
): Promise<HostStorageOutcome> {
  const removed: string[] = [];
  const spared: StorageFailure[] = [];
  const failed: StorageFailure[] = [];
  const told = { removed, spared, failed };
  const nothing = { host: host.name, ...told, plannedBytes: 0 };
  if (plan.removes.length === 0 && (options.orphans !== true || plan.orphans.length === 0)) return nothing;
  try {
    const engine = await deps.engineOf(host.id);
    const before = await usage(deps, engine);
    if (options.orphans === true) await removeOrphans(deps, engine, host, plan.orphans, told, options.signal);
    const plannedBytes = await removeImages(deps, survey, { engine, host }, plan, told, options.signal);
    const after = await usage(deps, engine);
    if (before === undefined || after === undefined) return { ...nothing, plannedBytes };
    const bared = recordsBared(before, after);
    if (options.buildCache === true) await removeRecords(engine, bared, failed);
    const left = options.buildCache === true ? await usage(deps, engine) : after;
    return { ...nothing, plannedBytes, measured: measure(before, after, left ?? after, bared) };
  } catch (error) {
    failed.push({ what: host.name, problem: toFailure(error).message });
    return nothing;
  }
}

async function usage(deps: StorageDeps, engine: Engine): Promise<DiskUsage | undefined> {
  try {
    return await engine.diskUsage();
  } catch (error) {
    deps.log.warn('an engine did not tell its disk usage', { reason: toFailure(error).message });
    return undefined;
  }
}

/** The builder's records whose layer an image had before, and none has now. */
function recordsBared(before: DiskUsage, after: DiskUsage): readonly BuilderRecord[] {
  const shared = new Set(before.builder.filter((record) => record.shared).map((record) => record.id));
  return after.builder.filter((record) => !record.shared && shared.has(record.id));
}

/** A record that others build on goes only after them; the order is not told, so what went nowhere is tried again. */
async function removeRecords(
  engine: Engine,
  records: readonly BuilderRecord[],
  failed: StorageFailure[],
): Promise<void> {
  let waiting = records.filter((record) => !record.inUse).map((record) => record.id);
  for (let before = Infinity; waiting.length > 0 && waiting.length < before;) {
    before = waiting.length;
    for (const id of waiting) {
      try {
        await engine.removeBuilderRecord(id);
      } catch (error) {
        failed.push({ what: `record ${id} of the builder`, problem: toFailure(error).message });
        return;
      }
    }
    const left = new Set((await engine.diskUsage()).builder.map((record) => record.id));
    waiting = waiting.filter((id) => left.has(id));
  }
}

function measure(
  before: DiskUsage,
  after: DiskUsage,
  left: DiskUsage,
  bared: readonly BuilderRecord[],
): NonNullable<HostStorageOutcome['measured']> {
  const ids = new Set(bared.map((record) => record.id));
  const kept = left.builder.filter((record) => ids.has(record.id) && !record.shared);
  return {
    layersBytes: before.layersBytes - after.layersBytes,
    keptByBuilderBytes: kept.reduce((sum, record) => sum + record.sizeBytes, 0),
  };
}

function removeLogs(deps: StorageDeps, plan: StoragePlan): number {
  const { stores } = deps;
  return stores.transaction(() => {
    for (const log of plan.logs) stores.builds.dropLog(log);
    return plan.logs.length;
  });
}

/** The store looks at each again: one may have come to serve in between. */
function foldSteps({ stores }: StorageDeps, { foldable }: Survey): number {
  return stores.transaction(() => foldable.filter((id) => stores.deployments.foldSteps(id)).length);
}

function compact({ stores }: StorageDeps, plan: StoragePlan): StorageOutcome['history'] {
  const beforeBytes = plan.history.bytes;
  try {
    stores.compact();
    return { beforeBytes, afterBytes: stores.size().bytes };
  } catch (error) {
    return { beforeBytes, afterBytes: stores.size().bytes, problem: toFailure(error).message };
  }
}
