import type { Release } from '../../../shared/model/release.ts';
import type { ReleaseDeps } from './release-deps.ts';
import { requireRelease } from './require-release.ts';

/**
 * From now on the release is not deployed any more, promoted or rolled back to. What runs of it goes on, and healing it
 * still makes it anew. Withdrawing twice changes nothing. `app.unknown`, `release.unknown`.
 */
export function withdrawRelease(
  { stores, clock }: Pick<ReleaseDeps, 'stores' | 'clock'>,
  app: string,
  version: number,
): Release {
  return stores.transaction(() => {
    stores.releases.withdraw(requireRelease(stores, app, version).id, clock.now());
    return requireRelease(stores, app, version);
  });
}
