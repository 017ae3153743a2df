import type { RemovableLog } from '../../../shared/model/storage.ts';
import type { RetentionSettings } from '../apps/settings.ts';
import type { BuildLogEntry } from '../db/build-log-entry.ts';

const DAY_MS = 86_400_000;

/**
 * Which logs of an app's builds go: those of builds beyond the newest `logs`, and those older than `logDays`. The logs of
 * releases that are kept stay. `entries` as the history gives them, the newest build first. Pure.
 */
export function planLogs(
  entries: readonly BuildLogEntry[],
  kept: ReadonlySet<string>,
  settings: RetentionSettings,
  now: number,
): readonly RemovableLog[] {
  const newest = new Set([...new Set(entries.map((entry) => entry.build))].slice(0, settings.logs));
  const oldest = now - settings.logDays * DAY_MS;
  return entries
    .filter((entry) => entry.release === undefined || !kept.has(entry.release))
    .filter((entry) => !newest.has(entry.build) || entry.at < oldest)
    .map(({ id, app, build, kind, at, bytes }) => ({ id, app, build, kind, at, bytes }));
}
