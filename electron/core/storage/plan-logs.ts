import type { KeptLog, RemovableLog } from '../../../shared/model/storage.ts';
import type { RetentionSettings } from '../apps/settings.ts';
import type { BuildLogEntry } from '../db/build-log-entry.ts';

const DAY_MS = 86_400_000;

/** What becomes of the logs of an app's builds. */
export interface LogPlan {
  readonly removes: readonly RemovableLog[];
  readonly keeps: readonly KeptLog[];
}

/**
 * Which logs of an app's builds go: those of builds beyond the newest `logs`, and those older than `logDays`. The logs of
 * releases that are kept stay. `entries` as the history gives them, the newest build first. Pure.
 */
export function planLogs(
  entries: readonly BuildLogEntry[],
  kept: ReadonlySet<string>,
  settings: RetentionSettings,
  now: number,
): LogPlan {
  const newest = new Set([...new Set(entries.map((entry) => entry.build))].slice(0, settings.logs));
  const oldest = now - settings.logDays * DAY_MS;
  const removes: RemovableLog[] = [];
  const keeps: KeptLog[] = [];
  for (const { id, app, build, kind, at, bytes, release } of entries) {
    const log = { id, app, build, kind, at, bytes };
    if (release !== undefined && kept.has(release)) keeps.push({ ...log, why: 'release' });
    else if (newest.has(build) && at >= oldest) keeps.push({ ...log, why: 'newest' });
    else removes.push(log);
  }
  return { removes, keeps };
}
