import { versionName } from '../../../shared/model/release.ts';
import { endOpenSteps } from '../deployments/endings/end-open-steps.ts';
import type { LockHolder } from '../db/stores.ts';
import { servingDeployment } from '../db/serving-deployment.ts';
import { toFailure } from '../runtime/failure.ts';
import type { JudgedPlacement } from './judge-placement.ts';
import { nameOf, type JudgedPlacements, type LeftPlacement } from './judge-placements.ts';
import type { RebuildDeps } from './rebuild-deps.ts';

/**
 * Placements whose lock somebody left behind in the middle of something: what is recorded as serving serves, and a deployment that
 * was cut off before it served is undone. The caller holds their locks and has recorded what is there. Returns what came of
 * it, in words.
 */
export async function settleLeft(
  deps: RebuildDeps,
  { judged, left }: Pick<JudgedPlacements, 'judged' | 'left'>,
): Promise<{ readonly settled: readonly string[]; readonly problems: readonly string[] }> {
  const settled: string[] = [];
  const problems: string[] = [];
  for (const each of left) {
    const judgement = judged.find(({ placement }) => nameOf(placement) === nameOf(each.placement));
    try {
      settled.push(`${nameOf(each.placement)}: ${await settle(deps, each, judgement)}`);
    } catch (error) {
      problems.push(`${nameOf(each.placement)}: ${toFailure(error).message}`);
    }
  }
  return { settled, problems };
}

async function settle(
  deps: RebuildDeps,
  { placement, holder }: LeftPlacement,
  judgement: JudgedPlacement | undefined,
): Promise<string> {
  const berth = deps.stores.berths.get(placement.app, placement.environment, placement.host.id);
  if (judgement?.serving !== undefined && berth?.active === undefined)
    throw new Error(`${describe(holder)} was cut off there, and only where it was begun it can be settled`);
  if (holder.deployment === undefined || judgement?.unjudged === true) {
    if (berth?.active !== undefined) await deps.serveRecorded(placement);
  } else await deps.undo(placement, holder.deployment);
  endAsCutOff(deps, holder);
  const serving = servingDeployment(deps.stores, berth);
  const now = serving === undefined ? 'nothing serves' : `${versionName(serving.version)} serves`;
  const end = judgement?.unjudged === true ? 'had switched, and is judged from here' : 'has been settled';
  return `${describe(holder)} was cut off and ${end}; ${now}`;
}

function endAsCutOff({ stores, clock }: RebuildDeps, { deployment: id, by, machine }: LockHolder): void {
  if (id === undefined || stores.deployments.get(id)?.state !== 'running') return;
  endOpenSteps({ stores }, id, 'reverted');
  const message = `It was cut off in the middle of it, by ${by} on ${machine}, and taken back from here.`;
  stores.deployments.update(id, {
    state: 'interrupted',
    endedAt: clock.now(),
    error: { code: 'interrupted', message, details: { by, machine } },
  });
}

function describe({ purpose, by, machine }: LockHolder): string {
  return `${purpose === '' ? 'something' : `the ${purpose}`} by ${by} on ${machine}`;
}
