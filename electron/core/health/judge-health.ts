import type { Colour } from '../../../shared/model/colour.ts';
import type { PlacementStatus } from '../core.ts';
import type { EdgeState } from '../edge/edge.ts';
import type { ContainerSummary } from '../engine/engine.ts';

export interface Judgement {
  readonly health: PlacementStatus['health'];
  readonly up: number;
  readonly wanted: number;
  /** A sentence, when something is not as it should be. */
  readonly problem?: string;
}

/** What an edge says that has a bearing on health. */
export type SeenEdge = Pick<EdgeState, 'gate' | 'replicas'>;

type Named = Pick<ContainerSummary, 'name' | 'state'>;

export interface BerthFacts {
  readonly app: string;
  readonly environment: string;
  readonly active: Colour;
  /** Replicas that the deployment asked for. */
  readonly wanted: number;
  readonly edge: Named | undefined;
  /** Containers of the active colour. */
  readonly replicas: readonly Named[];
  /** What the edge says, why it says nothing, or undefined when it does not run. */
  readonly state: SeenEdge | string | undefined;
}

/** How a placement fares whose engine answers: what the edge sees counts, since it is what clients see. */
export function judgeHealth(facts: BerthFacts): Judgement {
  const { active, wanted, edge, replicas, state } = facts;
  // Not a deployment: that would bring the newest release, whatever served here.
  const heal = `Make it anew: \`twinberth heal ${facts.app} ${facts.environment}\`.`;
  if (edge === undefined && replicas.length === 0) {
    return { health: 'gone', up: 0, wanted, problem: `Its containers are not there any more. ${heal}` };
  }
  if (edge === undefined) return { health: 'down', up: 0, wanted, problem: `Its edge is not there. ${heal}` };
  if (state === undefined) {
    return {
      health: 'down',
      up: 0,
      wanted,
      problem: `Its edge ${edge.name} is ${edge.state}: docker start ${edge.name}`,
    };
  }
  if (replicas.length === 0) {
    return {
      health: 'gone',
      up: 0,
      wanted,
      problem: `The containers of ${active} are not there any more. ${heal}`,
    };
  }
  if (typeof state === 'string') {
    return { health: 'unknown', up: 0, wanted, problem: `The edge does not say how it is: ${state}` };
  }
  return judgeByEdge(facts, state);
}

function judgeByEdge({ active, wanted, replicas }: BerthFacts, state: SeenEdge): Judgement {
  const own = state.replicas.filter((replica) => replica.colour === active);
  // The edge needs a few checks to notice that a container has ended, the engine knows at once.
  const ended = replicas.filter((container) => container.state !== 'running');
  const seenUp = own.filter(mayAnswer).length;
  const up = Math.min(seenUp, replicas.length - ended.length);
  if (state.gate === 'hold') {
    return { health: 'degraded', up, wanted, problem: 'Requests are being held until a swap is over.' };
  }
  if (state.gate !== active) {
    const goes = state.gate === 'none' ? 'nowhere' : `to ${state.gate}`;
    return {
      health: state.gate === 'none' ? 'down' : 'degraded',
      up,
      wanted,
      problem: `Traffic goes ${goes}, but ${active} is recorded as serving: \`twinberth doctor --fix\`.`,
    };
  }
  if (up >= wanted) return { health: 'well', up, wanted };
  const reasons = [
    ...ended.map((container) => `${container.name} is ${container.state}`),
    ...own
      .filter((replica) => !mayAnswer(replica))
      .map(({ replica, check }) => `the edge's check of replica ${replica} fails (${check})`),
  ];
  const problem = reasons.length > 0 ? `${reasons.join('; ')}.` : 'The edge misses replicas.';
  return { health: up === 0 ? 'down' : 'degraded', up, wanted, problem };
}

/** Right after a switch, or its own start, the edge sends requests to replicas that it has yet to check for the first time. */
function mayAnswer({ status }: EdgeState['replicas'][number]): boolean {
  return status === 'up' || status === 'unchecked';
}
