import type { Host } from '../../../shared/model/host.ts';
import type { Release } from '../../../shared/model/release.ts';
import type { BuilderRecord, ImageSummary } from '../engine/image-usage.ts';
import type { Engine } from '../engine/engine.ts';
import { LABEL } from '../engine/labels.ts';
import { forEachAtOnce } from '../history/for-each-at-once.ts';
import { toFailure } from '../runtime/failure.ts';
import { findKeptContainers } from './find-kept-containers.ts';
import { findOrphans } from './find-orphans.ts';
import { isLabelled } from './judge-image.ts';
import { chainLayers, measureLayers } from './measure-layers.ts';
import type { StorageDeps } from './storage-deps.ts';
import type { HistoryFacts, HostFacts } from './storage-facts.ts';

/** What an engine lists, before the history is asked about it. */
export interface HostListing {
  readonly host: Host;
  readonly engine: Engine;
  readonly images: readonly ImageSummary[];
}

export async function listHost(deps: StorageDeps, host: Host): Promise<HostListing> {
  const engine = await deps.engineOf(host.id);
  return { host, engine, images: await engine.images.summaries() };
}

/** Names of the apps that an engine has images of. */
export function appsOn({ images }: HostListing): readonly string[] {
  return images.flatMap((image) => {
    const app = isLabelled(image) ? image.labels[LABEL.app] : undefined;
    return app === undefined ? [] : [app];
  });
}

/** Everything else that is needed of an engine to decide what can go. */
export async function gatherHost(
  deps: StorageDeps,
  { host, engine, images }: HostListing,
  history: HistoryFacts,
): Promise<HostFacts> {
  const recorded = history.recorded.get(host.id) ?? new Map<string, Release>();
  const [info, containers, orphans, layered, records] = await Promise.all([
    engine.info(),
    engine.containers.list({}),
    findOrphans(deps, engine, host),
    readLayers(engine, images, recorded),
    readRecords(deps, engine, host),
  ]);
  const chained = chainLayers(layered);
  const sizes = await measureLayers(engine, chained, {
    exact: info.imageStore === 'classic',
    // What the builder's records also hold is found by the size of single layers.
    each: records?.some((record) => record.shared) === true,
  });
  return {
    host,
    images: chained,
    sizes,
    containers,
    orphans,
    keptContainers: findKeptContainers(deps, host, containers),
    ...(records === undefined ? {} : { records }),
  };
}

/** How many images are inspected at the same time. */
const AT_ONCE = 8;

/** An image's ID on the classic store is the digest of its configuration, so for a release its layers are on record. */
async function readLayers(
  engine: Engine,
  images: readonly ImageSummary[],
  recorded: ReadonlyMap<string, Release>,
): Promise<readonly { readonly summary: ImageSummary; readonly layers: readonly string[] }[]> {
  const layered: { readonly summary: ImageSummary; readonly layers: readonly string[] }[] = [];
  await forEachAtOnce(AT_ONCE, images, async (summary) => {
    const identity = recorded.get(summary.id)?.identity;
    const layers =
      identity?.configDigest === summary.id
        ? identity.layers
        : (await engine.images.inspect(summary.id))?.layers;
    // Gone since it was listed: then it is no longer anybody's.
    if (layers !== undefined) layered.push({ summary, layers });
  });
  return layered;
}

async function readRecords(
  deps: StorageDeps,
  engine: Engine,
  host: Host,
): Promise<readonly BuilderRecord[] | undefined> {
  try {
    return (await engine.diskUsage()).builder;
  } catch (error) {
    deps.log.debug('an engine did not tell its disk usage', {
      host: host.name,
      reason: toFailure(error).message,
    });
    return undefined;
  }
}
