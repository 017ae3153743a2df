import { otherColour, type Colour } from '../../../shared/model/colour.ts';
import type { LiveDeployment, PlacementView } from '../../../shared/model/house.ts';
import type { BerthView } from '../../ui/Berths.tsx';

export interface LiveBerths {
  readonly active: Colour | undefined;
  readonly blue: BerthView;
  readonly green: BerthView;
}

/** Where the gate is while a deployment goes on, by what it has done so far: the swing is seen when it happens. */
export function liveBerths(live: LiveDeployment, placement: PlacementView | undefined): LiveBerths {
  const { colour, version } = live.deployment;
  const switched = hasSwitched(live);
  const now = { state: switched ? 'serving' : 'starting', version: `v${version}` } as const;
  const old = oldBerth(live, placement, switched);
  return {
    active: switched ? colour : live.fromColour,
    ...(colour === 'blue' ? { blue: now, green: old } : { blue: old, green: now }),
  };
}

export function hasSwitched({ deployment, steps }: LiveDeployment): boolean {
  if (deployment.state === 'baking') return true;
  return steps.some(({ name, state }) => name === 'switch' && state === 'done');
}

function oldBerth(
  { deployment, fromColour, fromVersion, strategy, steps }: LiveDeployment,
  placement: PlacementView | undefined,
  switched: boolean,
): BerthView {
  const colour = otherColour(deployment.colour);
  if (fromColour !== colour || fromVersion === undefined) {
    const lying = placement?.[colour];
    return lying === undefined || lying.state === 'starting'
      ? { state: 'empty' }
      : { state: lying.state, version: lying.version === undefined ? undefined : `v${lying.version}` };
  }
  const stopped =
    strategy === 'hold-and-swap' && steps.some(({ name, state }) => name === 'stop-old' && state === 'done');
  return {
    state: stopped ? 'stopped' : switched ? 'warm' : 'serving',
    version: `v${fromVersion}`,
  };
}
