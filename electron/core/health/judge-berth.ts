import type { Colour } from '../../../shared/model/colour.ts';
import type { Moored } from '../../../shared/model/berth.ts';
import type { ContainerSummary } from '../engine/engine.ts';
import { LABEL } from '../engine/labels.ts';
import { judgeHealth, type Judgement, type SeenEdge } from './judge-health.ts';

/** What of a container a judgement needs. */
export type SeenContainer = Pick<ContainerSummary, 'id' | 'name' | 'labels' | 'state'>;

/** What is recorded of a berth, beside what there is. */
export interface BerthSight {
  readonly app: string;
  readonly environment: string;
  /** The colour that is recorded as serving. */
  readonly active: Colour | undefined;
  /** Replicas that the serving deployment asked for. */
  readonly wanted: number;
  /** The placement's containers, or why the engine does not say. */
  readonly containers: readonly SeenContainer[] | { readonly message: string };
  /** What its edge says, why it says nothing, or undefined when it does not run. */
  readonly edge: SeenEdge | string | undefined;
}

/** How a placement fares. The one judgement that `status` and the board share. Pure. */
export function judgeBerth(sight: BerthSight): Judgement {
  const { app, environment, active, wanted, containers } = sight;
  if (!isList(containers)) return { health: 'unknown', up: 0, wanted, problem: containers.message };
  if (active === undefined) return { health: 'empty', up: 0, wanted: 0 };
  const edge = edgeAmong(containers);
  return judgeHealth({
    app,
    environment,
    active,
    wanted,
    edge,
    replicas: replicasAmong(containers, active),
    state: edge?.state === 'running' ? sight.edge : undefined,
  });
}

export function edgeAmong<C extends SeenContainer>(containers: readonly C[]): C | undefined {
  return containers.find(({ labels }) => labels[LABEL.role] === 'edge');
}

export function replicasAmong<C extends SeenContainer>(
  containers: readonly C[],
  colour: Colour,
): readonly C[] {
  return containers.filter(
    ({ labels }) => labels[LABEL.role] === 'replica' && labels[LABEL.colour] === colour,
  );
}

/**
 * What a standby is: as recorded, unless the engine says that it no longer runs, or is no longer there (undefined).
 * `replicas`: its containers, undefined when the engine does not say.
 */
export function judgeStandby(
  recorded: Moored['state'],
  replicas: readonly SeenContainer[] | undefined,
): 'warm' | 'stopped' | undefined {
  if (replicas?.length === 0) return undefined;
  const runs = replicas?.every(({ state }) => state === 'running') ?? true;
  return recorded === 'warm' && runs ? 'warm' : 'stopped';
}

function isList(containers: BerthSight['containers']): containers is readonly SeenContainer[] {
  return Array.isArray(containers);
}
