import type { WriteRecord } from '../db/last-scan.ts';
import type { DriftInput, SeenPart } from './drift-input.ts';
import type { Matched } from './match-containers.ts';
import { mountedIn } from './mounted-in.ts';

/**
 * Whether the replicas that serve wrote anything outside mounts since they were made, in folders such as /tmp and paths that
 * the app's file passes over, too: a read-only root would refuse those as well. `unknown` when one could not be read or has a
 * read-only root already. Pure.
 */
export function judgeWrites(input: DriftInput, matched: Matched<SeenPart>): 'none' | 'some' | 'unknown' {
  const serving = input.colours.find(({ colour, replaced }) => colour === input.active && !replaced);
  const parts = (serving?.replicas ?? []).map(({ replica }) =>
    matched.replicas.get(`${input.active} ${replica}`),
  );
  const seen = parts.map(hasWritten);
  if (seen.includes('some')) return 'some';
  return seen.length > 0 && seen.every((each) => each === 'none') ? 'none' : 'unknown';
}

function hasWritten(part: SeenPart | undefined): 'none' | 'some' | 'unknown' {
  if (part?.seen === undefined || part.changes === undefined || 'problem' in part.changes) return 'unknown';
  const mounted = mountedIn(part.seen).map((path) => path.replace(/(?<=.)\/$/, ''));
  const { entries, complete } = part.changes;
  // A folder above a mount is told as changed because the mount's own folder was made in it.
  const written = entries.some(
    ({ path }) =>
      !mounted.some(
        (place) => path === place || path.startsWith(`${place}/`) || place.startsWith(`${path}/`),
      ),
  );
  return written || !complete ? 'some' : 'none';
}

/** What is known after one more look. Pure. */
export function nextWrites(
  before: WriteRecord | undefined,
  seen: 'none' | 'some' | 'unknown',
  now: number,
): WriteRecord {
  if (seen === 'unknown') return before ?? { cleanScans: 0 };
  if (seen === 'some') return { cleanScans: 0, lastWrite: now };
  return {
    ...before,
    cleanSince: before?.cleanSince ?? now,
    cleanUntil: now,
    cleanScans: (before?.cleanScans ?? 0) + 1,
  };
}
