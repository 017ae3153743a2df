import type { Host } from '../../../shared/model/host.ts';
import type { HostStoragePlan, RemovableImage, StorageFailure } from '../../../shared/model/storage.ts';
import type { Engine } from '../engine/engine.ts';
import { toFailure } from '../runtime/failure.ts';
import { describeReasons } from '../../../shared/model/describe-kept.ts';
import type { Survey } from './gather-storage.ts';
import { isLabelled, judgeImage } from './judge-image.ts';
import { presence } from './plan-storage.ts';
import { historyFacts } from './read-history-facts.ts';
import type { StorageDeps } from './storage-deps.ts';
import { takeApp } from './take-app.ts';

export interface Told {
  readonly removed: string[];
  readonly spared: StorageFailure[];
  readonly failed: StorageFailure[];
}

interface Place {
  readonly engine: Engine;
  readonly host: Host;
}

/**
 * Removes the images of a plan, in its order. While those of an app go, nobody deploys or builds it; an app that somebody
 * works on is left for the next time. Returns the bytes that the plan promised for what went.
 */
export async function removeImages(
  deps: StorageDeps,
  survey: Survey,
  place: Place,
  plan: HostStoragePlan,
  told: Told,
  signal: AbortSignal | undefined,
): Promise<number> {
  let bytes = 0;
  const held = new Map<string, { release(): Promise<void> } | 'busy'>();
  try {
    for (const image of plan.removes) {
      if (signal?.aborted === true) break;
      const lock = held.get(image.app) ?? (await takeOrTell(deps, place.host, image.app, told));
      held.set(image.app, lock);
      if (lock !== 'busy' && (await removeOne(deps, survey, place, image, told))) bytes += image.freesBytes;
    }
  } finally {
    for (const lock of held.values()) if (lock !== 'busy') await lock.release();
  }
  return bytes;
}

async function takeOrTell(deps: StorageDeps, host: Host, app: string, told: Told) {
  try {
    return await takeApp(deps, host, app);
  } catch (error) {
    told.failed.push({ what: `images of ${app}`, problem: toFailure(error).message });
    return 'busy';
  }
}

async function removeOne(
  deps: StorageDeps,
  survey: Survey,
  place: Place,
  image: RemovableImage,
  told: Told,
): Promise<boolean> {
  const what = nameOf(image);
  try {
    const needed = await findObjection(deps, survey, place, image);
    if (needed !== undefined) {
      told.spared.push({ what, problem: needed });
      return false;
    }
    await removeById(place.engine, image);
    told.removed.push(what);
    return true;
  } catch (error) {
    told.failed.push({ what, problem: toFailure(error).message });
    return false;
  }
}

/** Whether the image is still what it was and still not needed, asked anew: of the engine, and of the history. */
async function findObjection(
  deps: StorageDeps,
  survey: Survey,
  { engine, host }: Place,
  image: RemovableImage,
): Promise<string | undefined> {
  const there = await engine.images.inspect(image.id);
  if (there === undefined) return 'it is gone already';
  const summary = { ...there, createdAt: image.createdAt };
  if (!isLabelled(summary)) return 'it does not carry the labels of Twinberth';
  const policies = new Map(
    [...survey.history.apps].map(([app, { policy, problem }]) => [
      app,
      { ...policy, ...(problem === undefined ? {} : { problem }) },
    ]),
  );
  const history = historyFacts(deps, new Map([...policies].filter(([app]) => app === image.app)));
  const containers = await engine.containers.list({});
  const has = presence(survey.hosts, survey.history);
  const verdict = judgeImage(summary, { host: host.id, containers, history, has });
  if (verdict.kind === 'keep') return describeReasons(verdict.reasons);
  return isNewBase(survey, history, image) ? 'a release that was made meanwhile is based on it' : undefined;
}

/** Releases that the plan did not know. */
function isNewBase(survey: Survey, history: Survey['history'], image: RemovableImage): boolean {
  const known = survey.history.apps.get(image.app)?.releases ?? [];
  const before = new Set(known.map(({ id }) => id));
  const releases = history.apps.get(image.app)?.releases ?? [];
  return releases.some(
    ({ id, source }) =>
      !before.has(id) && source.kind === 'build' && source.bases.some(({ digest }) => digest === image.id),
  );
}

/**
 * Never by force. The engine removes an image by its ID only when at most one tag is left, so all but one are taken away
 * first; should it then refuse (a container was made in this very moment), they are given back.
 */
async function removeById(engine: Engine, image: RemovableImage): Promise<void> {
  const taken: string[] = [];
  try {
    for (const tag of image.tags.slice(1)) {
      const there = await engine.images.inspect(tag);
      if (there?.id !== image.id) continue;
      await engine.images.removeTag(tag);
      taken.push(tag);
    }
    await engine.images.remove(image.id);
  } catch (error) {
    for (const tag of taken) {
      const colon = tag.lastIndexOf(':');
      await engine.images.tag(image.id, tag.slice(0, colon), tag.slice(colon + 1));
    }
    throw error;
  }
}

function nameOf(image: RemovableImage): string {
  return image.version === undefined ? image.id.slice(0, 19) : `${image.app}:v${image.version}`;
}
