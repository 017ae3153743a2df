import { placementKey, type PlacementView } from '../../../../shared/model/house.ts';
import type { Notice } from '../../../../shared/model/notice.ts';
import { wordFailed, wordRecovered, type WordedNotice } from './word-notices.ts';

/** The app, the server and `watch` may all see the same within so much time, milliseconds. */
const SAME_WITHIN_MS = 90_000;
/** Every process finds the same damage with its daily backup, milliseconds. */
const DAMAGE_WITHIN_MS = 12 * 3_600_000;

/**
 * What is left of a notice when that is taken away which was just told, by another process that watches the same; undefined
 * when nothing is. Pure.
 *
 * @param told the newest first
 */
export function withoutTold(
  notice: WordedNotice,
  told: readonly Notice[],
  now: number,
  placement: (key: string) => PlacementView | undefined,
): WordedNotice | undefined {
  if (notice.deployment !== undefined) {
    const same = ({ deployment, kind }: Notice) => deployment === notice.deployment && kind === notice.kind;
    return told.some(same) ? undefined : notice;
  }
  if (notice.kind === 'history.damaged')
    return told.some(({ kind, at }) => kind === notice.kind && now - at < DAMAGE_WITHIN_MS)
      ? undefined
      : notice;
  const recent = told.filter(({ at }) => now - at < SAME_WITHIN_MS);
  if (notice.host !== undefined) {
    const last = recent.find(({ host }) => host === notice.host);
    return last?.kind === notice.kind ? undefined : notice;
  }
  const left = notice.places.filter((place) => {
    const key = placementKey(place);
    const last = recent.find(
      ({ kind, places }) => kind.startsWith('health.') && places.some((other) => placementKey(other) === key),
    );
    return last?.kind !== notice.kind;
  });
  if (left.length === notice.places.length) return notice;
  const views = left.flatMap((place) => placement(placementKey(place)) ?? []);
  if (views.length === 0) return undefined;
  return notice.kind === 'health.failed' ? wordFailed(views) : wordRecovered(views);
}
