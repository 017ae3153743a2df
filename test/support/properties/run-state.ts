import type { DeploymentState } from '../../../shared/model/deployment.ts';
import type { PlaceName } from '../model/act.ts';
import { EMPTY, type PlacementModel } from '../model/placement-model.ts';
import type { ReplayedBerth } from '../model/replay-history.ts';
import type { Ground } from './ground.ts';

/** The model that commands change: what each placement should be. */
export type House = Record<PlaceName, PlacementModel>;

/** The real thing of one run. */
export interface Run {
  readonly ground: Ground;
  /** Where a replay of a placement's history begins: after a rebuild only what labels tell is known of what came before. */
  readonly bases: Record<PlaceName, { readonly skip: number; readonly berth?: ReplayedBerth }>;
  /** Every state in which a deployment was seen. */
  readonly seen: Set<DeploymentState>;
  /** Where a lock may still lie on the engine, because whoever had it is gone or was cut off and nobody came after. */
  readonly unlocked: Set<PlaceName>;
  /** What was performed, in words. */
  readonly performed: string[];
}

export function newHouse(): House {
  return { dev: EMPTY, prod: EMPTY };
}

export function newRun(ground: Ground, seen: Set<DeploymentState>): Run {
  return { ground, bases: { dev: { skip: 0 }, prod: { skip: 0 } }, seen, unlocked: new Set(), performed: [] };
}
