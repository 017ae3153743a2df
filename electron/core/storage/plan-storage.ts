import type { Release } from '../../../shared/model/release.ts';
import type {
  HostStoragePlan,
  KeepReason,
  KeptImage,
  RemovableImage,
  StoredImage,
} from '../../../shared/model/storage.ts';
import type { BuilderRecord } from '../engine/image-usage.ts';
import { LABEL } from '../engine/labels.ts';
import { isLabelled, judgeImage, type JudgeContext, type Verdict } from './judge-image.ts';
import { countReferences, dropImage, ownBytes, sumSizes } from './layer-bytes.ts';
import type { Chain, HistoryFacts, HostFacts, ImageFacts } from './storage-facts.ts';

interface Judged {
  readonly image: ImageFacts;
  readonly verdict: Verdict;
}

/** What of the engines' images can go and what has to stay, and why. Pure: everything was read before. */
export function planStorage(hosts: readonly HostFacts[], history: HistoryFacts): readonly HostStoragePlan[] {
  const has = presence(hosts, history);
  return hosts.map((facts) => planHost(facts, history, has));
}

/** Which host has which release; a host that did not answer has none, so that others keep what it may need. */
export function presence(hosts: readonly HostFacts[], history: HistoryFacts): JudgeContext['has'] {
  const present = new Set<string>();
  for (const { host, images } of hosts) {
    const recorded = history.recorded.get(host.id);
    for (const { id } of images) {
      const release = recorded?.get(id);
      if (release !== undefined) present.add(`${host.id} ${release.id}`);
    }
  }
  return (host, release) => present.has(`${host} ${release}`);
}

function planHost(facts: HostFacts, history: HistoryFacts, has: JudgeContext['has']): HostStoragePlan {
  const context = { host: facts.host.id, containers: facts.containers, history, has };
  const ours = facts.images.filter(isLabelled);
  const judged = keepBases(
    facts.images,
    ours.map((image) => ({ image, verdict: judgeImage(image, context) })),
  );
  const references = countReferences(facts.images);
  const freed: Chain[] = [];
  const removes = judged
    .flatMap((entry) => (entry.verdict.kind === 'remove' ? [{ ...entry, verdict: entry.verdict }] : []))
    .sort((a, b) => byDependence(a.image, b.image))
    .map(({ image, verdict }): RemovableImage => {
      const gone = dropImage(references, image);
      freed.push(...gone);
      return { ...stored(image, verdict), why: verdict.why, freesBytes: sumSizes(facts.sizes, gone) };
    });
  const keeps = judged
    .flatMap((entry) => (entry.verdict.kind === 'keep' ? [{ ...entry, verdict: entry.verdict }] : []))
    .map(({ image, verdict }): KeptImage => ({
      ...stored(image, verdict),
      reasons: verdict.reasons,
      costsBytes: ownBytes(references, facts.sizes, image),
    }))
    .sort((a, b) => a.app.localeCompare(b.app) || (b.version ?? 0) - (a.version ?? 0));
  return {
    host: facts.host.name,
    removes,
    keeps,
    foreignImages: facts.images.length - ours.length,
    orphans: facts.orphans,
    keptContainers: facts.keptContainers,
    foreignContainers: facts.containers.filter(({ labels }) => labels[LABEL.version] === undefined).length,
    freesBytes: sumSizes(facts.sizes, freed),
    ...(facts.records === undefined ? {} : planCache(facts.records, freed, facts.sizes)),
  };
}

/** The classic builder's engine refuses an image that others were made from; those have more layers, or are younger. */
function byDependence(a: ImageFacts, b: ImageFacts): number {
  return b.chains.length - a.chains.length || b.createdAt - a.createdAt || a.id.localeCompare(b.id);
}

/** What an image that stays was made from stays too; again, until nothing changes. */
function keepBases(images: readonly ImageFacts[], judged: readonly Judged[]): readonly Judged[] {
  const going = new Map(
    judged.flatMap(({ image, verdict }) => (verdict.kind === 'remove' ? [[image.id, image]] : [])),
  );
  const reasons = new Map<string, string[]>();
  const releases = new Map(judged.map(({ image, verdict }) => [image.id, verdict.release]));
  const staying = images.filter((image) => !going.has(image.id));
  for (const image of staying) {
    for (const base of basesOf(image, releases.get(image.id))) {
      const found = going.get(base);
      if (found === undefined && !reasons.has(base)) continue;
      reasons.set(base, [...(reasons.get(base) ?? []), image.tags[0] ?? image.id]);
      if (found === undefined) continue;
      going.delete(base);
      // It stays now, so what it was made from does as well: looked at later in this same loop.
      staying.push(found);
    }
  }
  return judged.map((entry) => {
    const of = reasons.get(entry.image.id);
    if (of === undefined || entry.verdict.kind === 'keep') return entry;
    const reason: KeepReason = { kind: 'base', of };
    const { release } = entry.verdict;
    return { ...entry, verdict: { kind: 'keep', ...(release ? { release } : {}), reasons: [reason] } };
  });
}

/** Engine IDs of what an image was made from: as the engine, its labels and its release's record say. */
function basesOf(image: ImageFacts, release: Release | undefined): ReadonlySet<string> {
  const { source } = release ?? {};
  const recorded = source?.kind === 'build' ? source.bases.map((base) => base.digest) : [];
  const told = [image.parent, image.labels['org.opencontainers.image.base.digest'], ...recorded];
  return new Set(told.filter((id) => id !== undefined));
}

function stored(image: ImageFacts, { release }: Verdict): StoredImage {
  return {
    id: image.id,
    app: release?.app ?? image.labels[LABEL.app] ?? '?',
    ...(release === undefined ? {} : { version: release.version, release: release.id }),
    tags: image.tags,
    createdAt: image.createdAt,
    sizeBytes: image.sizeBytes,
  };
}

function planCache(
  records: readonly BuilderRecord[],
  freed: readonly Chain[],
  sizes: ReadonlyMap<Chain, number>,
): Required<Pick<HostStoragePlan, 'cache' | 'cachedBytes'>> {
  const shared = records.filter((record) => record.shared).map((record) => record.sizeBytes);
  return {
    cachedBytes: cachedBytes(shared, freed, sizes),
    cache: records.map(({ id, description, sizeBytes, ...record }) => ({
      id,
      description,
      sizeBytes,
      why: record.inUse ? 'in-use' : record.shared ? 'image' : 'builder',
    })),
  };
}

/** The builder does not tell which layer a record has; among those that share one with an image, its size does well enough. */
function cachedBytes(
  records: readonly number[],
  freed: readonly Chain[],
  sizes: ReadonlyMap<Chain, number>,
): number {
  const left = new Map<number, number>();
  for (const size of records) left.set(size, (left.get(size) ?? 0) + 1);
  let bytes = 0;
  for (const chain of freed) {
    const size = sizes.get(chain) ?? 0;
    const count = left.get(size) ?? 0;
    if (count === 0) continue;
    left.set(size, count - 1);
    bytes += size;
  }
  return bytes;
}
