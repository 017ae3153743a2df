import type { AppConfig } from '../../../shared/model/app-config.ts';
import type { EngineImage } from '../engine/engine.ts';
import { LABEL } from '../engine/labels.ts';
import { toFailure } from '../runtime/failure.ts';
import type { ReleaseDeps } from './release-deps.ts';

/**
 * The next version number of an app: above everything that the history knows and above every image of the app on the
 * hosts of its environments and on the host that builds, so that two people's laptops do not give out the same one.
 * A host that does not answer is passed over and named in `onUnreachable`; the one that builds has answered before.
 */
export async function allocateVersion(
  deps: ReleaseDeps,
  config: AppConfig,
  buildHost: string,
  onUnreachable: (host: string, reason: string) => void,
): Promise<number> {
  const hosts = new Set([buildHost, ...hostsOf(deps, config)]);
  const found = await Promise.all(
    [...hosts].map(async (host) => {
      try {
        const engine = await deps.engineOf(host);
        const images = await engine.images.list({});
        return Math.max(0, ...images.map((image) => highestOn(image, config.app)));
      } catch (error) {
        onUnreachable(deps.stores.hosts.get(host)?.name ?? host, toFailure(error).message);
        return 0;
      }
    }),
  );
  return 1 + Math.max(deps.stores.releases.highestVersion(config.app), ...found);
}

/** Ids of the hosts that the app's environments are on. */
function hostsOf(deps: ReleaseDeps, config: AppConfig): readonly string[] {
  return [...config.environments.keys()].flatMap(
    (name) => deps.stores.environments.byName(name)?.hosts ?? [],
  );
}

/** Also an image that is not ours occupies the number of its tag; a tag like `v20260131` is a date and no version. */
function highestOn(image: EngineImage, app: string): number {
  const tagged = image.tags.map((tag) =>
    tag.startsWith(`${app}:`) ? versionIn(tag.slice(app.length + 1)) : 0,
  );
  const labelled = image.labels[LABEL.app] === app ? versionIn(image.labels[LABEL.release] ?? '') : 0;
  return Math.max(0, labelled, ...tagged);
}

function versionIn(text: string): number {
  return Number(/^v([1-9]\d{0,5})$/.exec(text)?.[1] ?? 0);
}
