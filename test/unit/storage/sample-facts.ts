import type { Host } from '../../../shared/model/host.ts';
import type { Release } from '../../../shared/model/release.ts';
import type {
  AppFacts,
  HistoryFacts,
  HostFacts,
  ImageFacts,
} from '../../../electron/core/storage/storage-facts.ts';
import { chainLayers } from '../../../electron/core/storage/measure-layers.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { sampleHost, sampleRelease } from '../deployments/sample-records.ts';

export const NOW = 1_700_000_000_000;
export const DAY = 86_400_000;

export function host(id = 'h1'): Host {
  return { ...sampleHost, id, name: id };
}

export function release(version: number, change: Partial<Release> = {}): Release {
  const tag = `web:v${version}`;
  return sampleRelease(version, {
    tag,
    createdAt: NOW - 100 * DAY,
    inputHash: `${version}`.repeat(64),
    ...change,
  });
}

export interface ImageSketch {
  readonly id: string;
  readonly layers: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
  readonly parent?: string;
}

export const OURS = {
  [LABEL.version]: '1',
  [LABEL.role]: 'image',
  [LABEL.app]: 'web',
  [LABEL.owner]: 'ann@desk',
};

/** The image of a release: its ID is the digest of its configuration. */
export function imageOf(
  of: Release,
  layers: readonly string[],
  change: Partial<ImageSketch> = {},
): ImageSketch {
  return { id: of.identity.configDigest, layers, labels: OURS, tags: [of.tag], ...change };
}

/** Layers are named by a letter and their size: `a10` has 10 bytes. */
export function hostFacts(images: readonly ImageSketch[], change: Partial<HostFacts> = {}): HostFacts {
  const sizeOf = (layer: string) => Number(layer.slice(1));
  const chained: readonly ImageFacts[] = chainLayers(
    images.map(({ layers, ...image }) => ({
      layers,
      summary: {
        tags: [],
        labels: {},
        repoDigests: [],
        createdAt: NOW - 100 * DAY,
        sizeBytes: layers.reduce((sum, layer) => sum + sizeOf(layer), 0),
        ...image,
      },
    })),
  );
  const sizes = new Map<number, number>();
  chained.forEach(({ chains }, index) => {
    chains.forEach((chain, at) => sizes.set(chain, sizeOf(images[index]?.layers[at] ?? '')));
  });
  return { host: host(), images: chained, sizes, containers: [], keptContainers: [], orphans: [], ...change };
}

export function historyFacts(
  releases: readonly Release[],
  app: Partial<AppFacts> = {},
  hosts: readonly string[] = ['h1'],
): HistoryFacts {
  const facts: AppFacts = {
    registered: true,
    releases,
    needs: new Map(),
    pins: new Map(),
    policy: { keep: 5, days: 7 },
    ...app,
  };
  const recorded = new Map(releases.map((each) => [each.identity.configDigest, each]));
  return {
    now: NOW,
    apps: new Map([['web', facts]]),
    recorded: new Map(hosts.map((id) => [id, recorded])),
    build: () => undefined,
  };
}
