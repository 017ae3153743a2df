import type { AppConfig } from '../../../shared/model/app-config.ts';
import type { Release, TestResult } from '../../../shared/model/release.ts';
import { sameIdentity } from '../../../shared/model/image-identity.ts';
import type { EngineImage } from '../engine/engine.ts';
import { LABEL } from '../engine/labels.ts';
import { versionTag } from '../releases/release-tags.ts';
import { name } from './history-shapes.ts';
import type { RebuildDeps } from './rebuild-deps.ts';
import type { HostSurvey } from './survey-engine.ts';

/** A release that an image tells of, and where that image is. */
export interface FoundRelease {
  readonly release: Release;
  /** Host id. */
  readonly host: string;
  /** Engine ID. */
  readonly image: string;
}

/**
 * Releases of which nothing is deployed: built images that still have the tag of their version. They do not say how their test
 * went, so where the app has one they count as not passed: what may be bad is not deployed by mistake.
 */
export async function readImageReleases(
  deps: RebuildDeps,
  survey: HostSurvey,
  configs: ReadonlyMap<string, AppConfig>,
  isKnown: (app: string, version: number) => boolean,
): Promise<readonly FoundRelease[]> {
  const found: FoundRelease[] = [];
  for (const image of survey.images) {
    const app = image.labels[LABEL.app] ?? '';
    const version = versionOf(image.labels[LABEL.release]);
    if (version === undefined || !name.safeParse(app).success) continue;
    if (isKnown(app, version) || !image.tags.includes(versionTag(app, version))) continue;
    const release = await describe(deps, survey, image, app, version, configs.get(app));
    found.push({ release, host: survey.host.id, image: image.id });
  }
  return found;
}

async function describe(
  deps: RebuildDeps,
  survey: HostSurvey,
  image: EngineImage,
  app: string,
  version: number,
  config: AppConfig | undefined,
): Promise<Release> {
  const { labels } = image;
  const revision = labels['org.opencontainers.image.revision'];
  const createdAt = Date.parse(labels['org.opencontainers.image.created'] ?? '');
  return {
    id: deps.ids.next(),
    app,
    version,
    tag: versionTag(app, version),
    identity: await survey.engine.images.identity(image.id),
    inputHash: labels[LABEL.inputHash] ?? '',
    source: sourceOf(config),
    test: lostTest(config),
    sizeBytes: image.sizeBytes,
    createdAt: Number.isNaN(createdAt) ? deps.clock.now() : createdAt,
    createdBy: labels[LABEL.owner] ?? deps.owner,
    ...(revision === undefined ? {} : { revision }),
  };
}

/** What the app's file says today; whether it still makes the same image is decided by the hash of the inputs. */
function sourceOf(config: AppConfig | undefined): Release['source'] {
  const directory = config?.directory ?? '';
  if (config?.source.kind !== 'build') {
    return { kind: 'build', directory, context: directory, dockerfile: 'Dockerfile', args: {}, bases: [] };
  }
  const { context, dockerfile, args, target } = config.source;
  return {
    kind: 'build',
    directory,
    context,
    dockerfile,
    args,
    bases: [],
    ...(target === undefined ? {} : { target }),
  };
}

function lostTest(config: AppConfig | undefined): TestResult {
  if (config !== undefined && config.test === undefined) return { state: 'untested' };
  return {
    state: 'failed',
    durationMs: 0,
    command: config?.test?.command ?? [],
    reason: 'how it went was lost with the history; build again to test it',
  };
}

function versionOf(label: string | undefined): number | undefined {
  const digits = /^v([1-9]\d{0,5})$/.exec(label ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * Adds a release unless the history has that version. Returns the id that the history has it under, or undefined, when what it
 * has is another image. Inside a transaction of the caller.
 */
export function keepRelease(
  deps: RebuildDeps,
  { release, host, image }: FoundRelease,
): {
  readonly id?: string;
  readonly added: boolean;
} {
  const { releases } = deps.stores;
  const known = releases.byVersion(release.app, release.version);
  if (known !== undefined && !sameIdentity(known.identity, release.identity)) return { added: false };
  const kept = known ?? (releases.get(release.id) ? { ...release, id: deps.ids.next() } : release);
  if (known === undefined) releases.add(kept);
  if (releases.engineId(kept.id, host) === undefined) releases.setEngineId(kept.id, host, image);
  return { id: kept.id, added: known === undefined };
}
