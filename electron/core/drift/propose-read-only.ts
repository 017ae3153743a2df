import type { DriftProposal, DriftRequest } from '../../../shared/model/drift.ts';
import type { Stores } from '../db/stores.ts';
import type { WriteRecord } from '../db/last-scan.ts';
import { findRecorded } from './recorded-berths.ts';

/** So long nothing must have been written, milliseconds. */
const QUIET_MS = 7 * 86_400_000;
/** One look says how it was at one moment. */
const FEWEST_SCANS = 2;

/**
 * Apps that could have `read_only: true`: every placement that serves (of the environment asked for) and does not have it was
 * looked at over at least a week, and no look saw anything written outside mounts.
 */
export function proposeReadOnly(stores: Stores, request: DriftRequest): readonly DriftProposal[] {
  const byApp = new Map<string, (WriteRecord | undefined)[]>();
  for (const { berth, serving } of findRecorded(stores, request)) {
    if (serving.config.readOnly) continue;
    const records = byApp.get(berth.app) ?? [];
    records.push(stores.driftScans.get(berth)?.writes);
    byApp.set(berth.app, records);
  }
  return [...byApp].flatMap(([app, records]) => propose(app, records));
}

function propose(app: string, records: readonly (WriteRecord | undefined)[]): readonly DriftProposal[] {
  const quiet = records.map((record) => quietOf(record));
  if (!quiet.every((each) => each !== undefined)) return [];
  const since = Math.max(...quiet.map((each) => each.since));
  const scans = Math.min(...quiet.map((each) => each.scans));
  const days = Math.floor(Math.min(...quiet.map((each) => each.ms)) / 86_400_000);
  return [
    {
      app,
      key: 'read_only',
      value: true,
      since,
      scans,
      why: `${app}: in ${days} days and ${scans} looks its containers wrote nothing outside mounts; \`read_only: true\` in its twinberth.yaml would keep it so`,
    },
  ];
}

function quietOf(
  record: WriteRecord | undefined,
): { readonly since: number; readonly ms: number; readonly scans: number } | undefined {
  const { cleanSince, cleanUntil, cleanScans } = record ?? { cleanScans: 0 };
  if (cleanSince === undefined || cleanUntil === undefined || cleanScans < FEWEST_SCANS) return undefined;
  const ms = cleanUntil - cleanSince;
  return ms < QUIET_MS ? undefined : { since: cleanSince, ms, scans: cleanScans };
}
