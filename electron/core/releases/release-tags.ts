import { versionName } from '../../../shared/model/release.ts';
import type { Engine, EngineImage } from '../engine/engine.ts';
import { LABEL } from '../engine/labels.ts';
import { Failure } from '../runtime/failure.ts';
import type { ReleaseDeps } from './release-deps.ts';

/** What is to be tagged; `image` is absent before there is one. */
export interface TagRequest {
  readonly app: string;
  readonly version: number;
  readonly inputHash: string;
  /** Engine ID. */
  readonly image?: string;
  readonly host: { readonly id: string; readonly name: string };
}

export function versionTag(app: string, version: number): string {
  return `${app}:${versionName(version)}`;
}

export function inputTag(app: string, inputHash: string): string {
  return `${app}:${inputHash.slice(0, 12)}`;
}

/**
 * Refuses, with `tag.taken` and who owns it, when one of a release's two tags exists and points to another image: a tag
 * is never moved. An earlier image of ours from the very same input may keep the input's tag; it says the truth.
 */
export async function refuseTakenTags(deps: ReleaseDeps, engine: Engine, request: TagRequest): Promise<void> {
  await freeTags(deps, engine, request);
}

/** Sets those of a release's tags that are free; refuses as `refuseTakenTags` does. */
export async function setTags(
  deps: ReleaseDeps,
  engine: Engine,
  request: TagRequest & { readonly image: string },
): Promise<void> {
  for (const tag of await freeTags(deps, engine, request)) {
    await engine.images.tag(request.image, request.app, tag.slice(request.app.length + 1));
  }
}

async function freeTags(deps: ReleaseDeps, engine: Engine, request: TagRequest): Promise<readonly string[]> {
  const byVersion = versionTag(request.app, request.version);
  const byInput = inputTag(request.app, request.inputHash);
  const free: string[] = [];
  for (const tag of [byVersion, byInput]) {
    const there = await engine.images.inspect(tag);
    if (!there) free.push(tag);
    else if (there.id === request.image) continue;
    else if (tag !== byInput || !isSameInput(deps, request, there))
      throw taken(tag, there, request.host.name);
  }
  return free;
}

function isSameInput(deps: ReleaseDeps, request: TagRequest, there: EngineImage): boolean {
  const { labels } = there;
  if (labels[LABEL.version] !== undefined) {
    return (
      labels[LABEL.owner] === deps.owner &&
      labels[LABEL.app] === request.app &&
      labels[LABEL.inputHash] === request.inputHash
    );
  }
  // A pulled image carries no label of ours; the history knows what it was tagged for.
  return deps.stores.releases
    .list(request.app, { limit: 1000 })
    .some(
      (release) =>
        release.inputHash === request.inputHash &&
        deps.stores.releases.engineId(release.id, request.host.id) === there.id,
    );
}

function taken(tag: string, there: EngineImage, host: string): Failure {
  const owner = there.labels[LABEL.version] === undefined ? undefined : there.labels[LABEL.owner];
  const release = there.labels[LABEL.release];
  const whose =
    owner === undefined
      ? 'that was not made by Twinberth'
      : `of ${owner}${release === undefined ? '' : `, release ${release} of ${there.labels[LABEL.app] ?? '?'}`}`;
  return new Failure(
    'tag.taken',
    `The tag ${tag} on ${host} belongs to an image ${whose} (${there.id.slice(0, 19)}). A tag is never moved: remove it there (docker rmi ${tag}) or rename the app.`,
    { tag, host, image: there.id, owner: owner ?? 'not made by Twinberth' },
  );
}
