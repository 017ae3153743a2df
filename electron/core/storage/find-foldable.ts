import type { Stores } from '../db/stores.ts';
import type { HistoryFacts } from './storage-facts.ts';

const DAY_MS = 86_400_000;

/**
 * Deployments whose steps may be folded, as ids: those older than `days` whose release no rollback of their placement
 * reaches. An app whose own wishes could not be read is left alone.
 */
export function findFoldable(stores: Stores, { apps, now }: HistoryFacts, days: number): readonly string[] {
  return [...apps].flatMap(([app, { needs, problem }]) => {
    if (problem !== undefined) return [];
    const needed = new Set(
      [...needs].flatMap(([release, all]) =>
        all.map(({ reason, host }) => `${release} ${reason.environment} ${host}`),
      ),
    );
    return stores.deployments
      .foldable(app, now - days * DAY_MS)
      .filter(({ release, environment, host }) => !needed.has(`${release} ${environment} ${host}`))
      .map(({ id }) => id);
  });
}
