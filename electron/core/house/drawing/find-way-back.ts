import { otherColour } from '../../../../shared/model/colour.ts';
import type { PlacementView } from '../../../../shared/model/house.ts';
import type { Strategy } from '../../../../shared/model/plan.ts';
import type { BerthRow } from '../../db/recorded-house.ts';
import type { DeploymentsStore, DeploymentSummary } from '../../db/stores.ts';
import { chooseSource } from '../../deployments/planning/choose-source.ts';
import { hashOf } from '../../deployments/planning/config-hash.ts';
import { findPreviousGood } from '../../deployments/planning/find-rollback-target.ts';
import { LABEL } from '../../engine/labels.ts';
import { replicasAmong, type SeenContainer } from '../../health/judge-berth.ts';

/** What a rollback would go back to, and how quickly; undefined where there is nothing to go back to. */
export type FindWayBack = (
  row: BerthRow,
  containers: readonly SeenContainer[],
  strategy: Strategy,
) => PlacementView['back'];

interface Target {
  readonly version: number;
  /** Its containers are those that lie in the idle colour. */
  readonly moored: boolean;
  readonly wanted: number;
}

/**
 * As a rollback decides it, but for what only the engine's image list would tell. The history is asked once for each
 * deployment that serves: what is behind it does not change any more, but for releases that are withdrawn. `withdrawn`: how
 * many of an app's have been.
 */
export function createFindWayBack(
  deployments: DeploymentsStore,
  withdrawn: (app: string) => number,
): FindWayBack {
  const targets = new Map<string, Target | null>();
  return (row, containers, strategy) => {
    const { deployment, active } = row;
    if (deployment === null || active === null) return undefined;
    const idle = otherColour(active);
    const moored = row[`${idle}Deployment`];
    const key = `${deployment} ${moored ?? ''} ${withdrawn(row.app)}`;
    let target = targets.get(key);
    if (target === undefined) {
      target = findTarget(deployments, row, moored);
      targets.set(key, target);
    }
    if (target === null) return undefined;
    const state = row[`${idle}State`];
    const source = chooseSource({
      same: target.moored,
      strategy,
      recorded: moored === null || state === null ? undefined : { deployment: moored, state },
      wanted: target.wanted,
      containers: replicasAmong(containers, idle).map((container) => ({
        deployment: container.labels[LABEL.deployment] ?? '',
        running: container.state === 'running',
      })),
    });
    return { version: target.version, source };
  };
}

function findTarget(deployments: DeploymentsStore, row: BerthRow, moored: string | null): Target | null {
  const { app, environment, host, sequence, restores } = row;
  if (sequence === null) return null;
  const serving = { app, environment, host, sequence, ...(restores === null ? {} : { restores }) };
  const found = findPreviousGood(deployments, serving);
  if (found === undefined) return null;
  const replicas = deployments.get(found.id)?.config.replicas ?? 0;
  return {
    version: found.version,
    wanted: replicas,
    moored: moored !== null && isMadeFor(deployments, found, moored),
  };
}

/** Containers outlive the deployment that made them: a rollback to it serves with them again. */
function isMadeFor(deployments: DeploymentsStore, target: DeploymentSummary, moored: string): boolean {
  if (target.id === moored || target.restores === moored) return true;
  const [wanted, there] = [deployments.get(target.id), deployments.get(moored)];
  if (wanted === undefined || there === undefined) return false;
  return wanted.release === there.release && hashOf(wanted.config) === hashOf(there.config);
}
