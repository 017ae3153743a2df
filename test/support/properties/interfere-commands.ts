import { otherColour } from '../../../shared/model/colour.ts';
import { disturb } from '../model/change-placement.ts';
import type { PlaceName } from '../model/act.ts';
import { isReachable, pendingRow, type PlacementModel, type Trouble } from '../model/placement-model.ts';
import type { PropertyCommand } from './act-commands.ts';
import { followActs } from './follow-act.ts';
import { berthOf, containersOf, edgeIn, moveGate, replicasIn } from './look-at-place.ts';
import type { House, Run } from './run-state.ts';

/** What people do behind our back that breaks something. */
export const TROUBLES = [
  'replica gone',
  'replica stopped',
  'standby gone',
  'standby stopped',
  'edge gone',
  'edge stopped',
  'gate moved',
] as const satisfies readonly Trouble[];

export function interfereCommand(place: PlaceName, trouble: Trouble): PropertyCommand {
  const text = `${trouble} in ${place}`;
  return {
    check: (house) => isPossible(house[place], trouble),
    toString: () => text,
    run: async (house, run) => {
      run.performed.push(text);
      if (await interfere(run, place, trouble)) house[place] = disturb(house[place], trouble);
      await followActs(house, run, []);
    },
  };
}

function isPossible(model: PlacementModel, trouble: Trouble): boolean {
  if (model.serving === undefined || pendingRow(model) !== undefined) return false;
  const [part = ''] = trouble.split(' ');
  if ([...model.trouble].some((each) => each.startsWith(part))) return false;
  if (trouble === 'standby stopped') return model.standby?.state === 'warm';
  if (trouble === 'standby gone') return model.standby !== undefined;
  if (trouble === 'gate moved') return ![...model.trouble].some((each) => each.startsWith('edge'));
  return true;
}

async function interfere(run: Run, place: PlaceName, trouble: Trouble): Promise<boolean> {
  const { containers } = run.ground.shop.engine;
  const [berth, there] = await Promise.all([berthOf(run, place), containersOf(run, place)]);
  const edge = edgeIn(there);
  const active = berth?.active;
  if (active === undefined) return false;
  const standby = otherColour(active);
  switch (trouble) {
    case 'gate moved':
      if (edge === undefined) return false;
      await moveGate(run, edge.id, standby);
      return true;
    case 'edge gone':
    case 'edge stopped':
      return hit(containers, trouble, edge === undefined ? [] : [edge]);
    case 'replica gone':
    case 'replica stopped':
      return hit(containers, trouble, replicasIn(there, active));
    case 'standby gone':
    case 'standby stopped':
      return hit(containers, trouble, replicasIn(there, standby));
  }
}

async function hit(
  engine: Run['ground']['shop']['engine']['containers'],
  trouble: Trouble,
  targets: readonly { readonly id: string }[],
): Promise<boolean> {
  const remove = trouble.endsWith('gone');
  await Promise.all(targets.map(({ id }) => (remove ? engine.remove(id) : engine.stop(id, 0))));
  return targets.length > 0;
}

/** Somebody tries to remove the network in which a placement runs: the engine does not let him, and nothing changes. */
export function removeNetworkCommand(place: PlaceName): PropertyCommand {
  const text = `docker network rm of ${place}`;
  return {
    check: (house: Readonly<House>) => isReachable(house[place]),
    toString: () => text,
    run: async (house, run) => {
      run.performed.push(text);
      const { shop, place: names } = run.ground;
      const network = await shop.engine.networks.inspect(`twinberth-${names[place]}`);
      const removed = await shop.engine.networks.remove(network?.id ?? '').then(
        () => true,
        () => false,
      );
      if (removed) throw new Error(`the network of ${place} could be removed while it was in use`);
      await followActs(house, run, []);
    },
  };
}

/** Somebody gives a release's tag to another image: what is deployed is the release all the same. */
export function moveTagCommand(version: number): PropertyCommand {
  const text = `docker tag of v${version}`;
  return {
    check: () => true,
    toString: () => text,
    run: async (house, run) => {
      run.performed.push(text);
      const { shop } = run.ground;
      const other = await shop.engine.images.inspect(shop.test.images.busybox);
      if (other === undefined) throw new Error('the engine has lost its fixture');
      await shop.engine.images.tag(other.id, shop.app, `v${version}`);
      await followActs(house, run, []);
    },
  };
}
