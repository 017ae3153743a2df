import type { DriftFinding } from '../../../shared/model/drift.ts';
import type { SeenDrift } from '../db/seen-drift.ts';
import type { Compared } from './compare-berth.ts';
import { bySeverity } from './compare-berth.ts';
import { joinVisits, type Visit } from './find-visits.ts';
import type { FoundDrift } from './found-drift.ts';

/**
 * Gives findings the time since when they have been seen, and brings back what happened and the engine has forgotten.
 * Returns what to tell and what to remember. Pure.
 */
export function rememberDrift(
  compared: Compared,
  remembered: readonly SeenDrift[],
  facts: { readonly deployment: string; readonly now: number },
): { readonly findings: readonly DriftFinding[]; readonly remember: readonly SeenDrift[] } {
  const before = new Map(remembered.map((row) => [row.finding, row]));
  const differences = compared.differences.map((found) => ({
    found,
    row: {
      finding: found.id,
      deployment: before.get(found.id)?.deployment ?? facts.deployment,
      since: before.get(found.id)?.since ?? facts.now,
    },
  }));
  const visits = joinAll(compared, remembered).map((visit) => ({
    found: visit,
    row: {
      finding: visit.id,
      deployment: facts.deployment,
      since: visit.first,
      lasting: { ...visit },
    },
  }));
  const all = [...differences, ...visits];
  return {
    findings: all.map(({ found, row }) => tell(found, row.since)).toSorted(bySeverity),
    remember: all.map(({ row }) => row),
  };
}

/** Of containers that are still there; what happened to the edge before the deployment that serves is its own past. */
function joinAll({ visits, watched }: Compared, remembered: readonly SeenDrift[]): readonly Visit[] {
  const joined = new Map(visits.map((visit) => [visit.id, visit]));
  for (const { lasting } of remembered) {
    if (lasting === undefined) continue;
    const visit = lasting as unknown as Visit;
    const since = watched.get(visit.containerId);
    if (since === undefined || visit.last < since) continue;
    const again = joined.get(visit.id);
    joined.set(visit.id, again === undefined ? visit : joinVisits(visit, again));
  }
  return [...joined.values()];
}

function tell(found: FoundDrift, since: number): DriftFinding {
  const { kind, what, severity, container, expected, observed, healing } = found;
  return {
    kind,
    what,
    severity,
    ...(container === undefined ? {} : { container }),
    ...(expected === undefined ? {} : { expected }),
    ...(observed === undefined ? {} : { observed }),
    since,
    healing,
  };
}
