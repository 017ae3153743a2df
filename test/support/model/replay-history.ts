import type { Berth } from '../../../shared/model/berth.ts';
import { otherColour, type Colour } from '../../../shared/model/colour.ts';
import type { Deployment, DeploymentState, StepRecord } from '../../../shared/model/deployment.ts';

/** What a replay needs to know of a deployment. */
export type ReplayedDeployment = Pick<
  Deployment,
  'id' | 'kind' | 'colour' | 'state' | 'previous' | 'plan' | 'receipt'
> & { readonly steps: readonly StepRecord[] };

/** What lies in a colour: whose containers, and whether the history says for certain that they are still there. */
export interface ReplayedMooring {
  readonly deployment: string;
  readonly certain: boolean;
  /** They were stopped, and the history says so. */
  readonly stopped: boolean;
}

/** A berth as the history alone tells it. */
export interface ReplayedBerth {
  readonly active?: Colour;
  readonly activeDeployment?: string;
  readonly held: boolean;
  readonly moored: Readonly<Partial<Record<Colour, ReplayedMooring>>>;
}

const NOTHING: ReplayedBerth = { held: false, moored: {} };
const SERVED: readonly DeploymentState[] = ['baking', 'live', 'superseded', 'rolled-back'];

/** Every deployment of a berth in the order in which they began, one after another, from nothing or from `base`. Pure. */
export function replayHistory(
  deployments: readonly ReplayedDeployment[],
  base: ReplayedBerth = NOTHING,
): ReplayedBerth {
  return deployments.reduce(
    (berth, deployment) =>
      SERVED.includes(deployment.state) ? swing(berth, deployment) : comeToNothing(berth, deployment),
    base,
  );
}

/** A berth as it is recorded, in the words of a replay: where one can begin. */
export function replayFrom(berth: Berth): ReplayedBerth {
  const moored: Partial<Record<Colour, ReplayedMooring>> = {};
  for (const colour of ['blue', 'green'] as const) {
    const there = berth[colour];
    if (there !== undefined)
      moored[colour] = {
        deployment: there.deployment,
        certain: true,
        stopped: there.state === 'stopped',
      };
  }
  const { active, activeDeployment, held } = berth;
  return {
    held,
    moored,
    ...(active === undefined ? {} : { active }),
    ...(activeDeployment === undefined ? {} : { activeDeployment }),
  };
}

/** What a recorded berth has otherwise than its history tells; empty: nothing. */
export function compareReplay(replayed: ReplayedBerth, berth: Berth | undefined): readonly string[] {
  const wrong: string[] = [];
  const same = (what: string, told: string | boolean | undefined, recorded: string | boolean | undefined) => {
    if (told !== recorded)
      wrong.push(
        `${what}: the history tells ${String(told ?? 'none')}, recorded is ${String(recorded ?? 'none')}`,
      );
  };
  same('active colour', replayed.active, berth?.active);
  same('active deployment', replayed.activeDeployment, berth?.activeDeployment);
  same('held', replayed.held, berth?.held ?? false);
  for (const colour of ['blue', 'green'] as const) {
    const told = replayed.moored[colour];
    const there = berth?.[colour];
    if (told?.certain !== false || there !== undefined)
      same(`what lies in ${colour}`, told?.deployment, there?.deployment);
    if (told?.stopped === true && there !== undefined) same(colour, 'stopped', there.state);
    same(`${colour} serves`, replayed.active === colour, there?.state === 'serving');
  }
  return wrong;
}

function swing(berth: ReplayedBerth, deployment: ReplayedDeployment): ReplayedBerth {
  const { colour, kind, plan, id, receipt } = deployment;
  const from = otherColour(colour);
  const before = berth.active === undefined ? undefined : berth.moored[from];
  const there = plan.source === 'create' ? undefined : berth.moored[colour];
  return {
    held: kind === 'rollback' || (kind === 'heal' && berth.held),
    active: colour,
    activeDeployment: id,
    moored: {
      ...(before === undefined
        ? {}
        : {
            [from]: {
              deployment: before.deployment,
              certain: before.certain,
              stopped: plan.strategy === 'hold-and-swap' || receipt?.connectionsCut !== undefined,
            },
          }),
      [colour]: { deployment: there?.deployment ?? id, certain: true, stopped: false },
    },
  };
}

/** It leaves what served as it was. What lay where it was to go is gone as soon as its place was cleared. */
function comeToNothing(berth: ReplayedBerth, deployment: ReplayedDeployment): ReplayedBerth {
  if (berth.active === undefined) return NOTHING;
  const { colour, plan, steps } = deployment;
  const there = berth.moored[colour];
  if (plan.source !== 'create' || there === undefined) return berth;
  const reached = (name: StepRecord['name']) => steps.find((step) => step.name === name);
  const made = reached('create');
  const cleared = reached('clear');
  // A plan that found nothing to clear where something had lain: somebody took that away, and it may be noticed or not.
  const takenAway = !plan.steps.some(({ name }) => name === 'clear');
  if (made === undefined && cleared === undefined && !takenAway) return berth;
  const { [colour]: _cleared, ...moored } = berth.moored;
  // Cut off in the middle of it, nobody can tell from the history.
  return made?.state === 'done'
    ? { ...berth, moored }
    : { ...berth, moored: { ...moored, [colour]: { ...there, certain: false } } };
}
