import { networkName } from '../deployments/planning/engine-names.ts';
import { subnetOf } from '../deployments/steps/ensure-network.ts';
import type { LockHolder } from '../db/stores.ts';
import type { PlacementLock } from '../deployments/lock-placement.ts';
import { LABEL, LABEL_VERSION } from '../engine/labels.ts';
import { toFailure } from '../runtime/failure.ts';
import { forEachAtOnce } from './for-each-at-once.ts';
import { judgePlacement, type JudgedPlacement } from './judge-placement.ts';
import { readGate } from './read-gate.ts';
import type { RebuildDeps } from './rebuild-deps.ts';
import { readPlacements, type FoundPlacement } from './survey-engine.ts';

/** How many placements are locked and asked at the same time. */
const AT_ONCE = 8;

export interface JudgedPlacements {
  readonly judged: readonly JudgedPlacement[];
  /** Where somebody had left a lock behind. */
  readonly left: readonly LeftPlacement[];
  /** What could not be judged, in words. */
  readonly skipped: readonly string[];
}

/** A placement on which somebody was cut off. */
export interface LeftPlacement {
  readonly placement: FoundPlacement;
  readonly holder: LockHolder;
}

/** Locks each placement, looks at it and asks its edge. The locks go into `locks` as they are taken, for the caller to give back. */
export async function judgePlacements(
  deps: RebuildDeps,
  placements: readonly FoundPlacement[],
  locks: PlacementLock[],
  takeOver?: ReadonlySet<string>,
): Promise<JudgedPlacements> {
  const judged: JudgedPlacement[] = [];
  const left: LeftPlacement[] = [];
  const skipped: string[] = [];
  const subnetFor = rememberSubnets();
  await forEachAtOnce(AT_ONCE, placements, async (placement) => {
    try {
      const lock = await takeLock(deps, placement, locks, takeOver);
      const holder = lock.passedOver();
      const result = await judgeLocked(deps, placement, subnetFor, holder?.deployment);
      if (result !== undefined) judged.push(result);
      if (holder !== undefined) left.push({ placement, holder });
    } catch (error) {
      skipped.push(`${nameOf(placement)}: ${toFailure(error).message}`);
    }
  });
  return { judged, left, skipped };
}

async function takeLock(
  deps: RebuildDeps,
  listed: FoundPlacement,
  locks: PlacementLock[],
  takeOver: ReadonlySet<string> | undefined,
): Promise<PlacementLock> {
  const lock = deps.lock(listed, takeOver);
  locks.push(lock);
  const image = listed.edge?.image ?? anyReplica(listed)?.image ?? listed.lock?.image;
  if (image !== undefined) await lock.takeOnEngine(listed.engine, image);
  return lock;
}

/** Undefined where there is nothing but the lock. */
async function judgeLocked(
  deps: RebuildDeps,
  listed: FoundPlacement,
  subnetFor: (placement: FoundPlacement) => Promise<string | undefined>,
  left: string | undefined,
): Promise<JudgedPlacement | undefined> {
  const placement = await lookAgain(listed);
  if (placement === undefined || (placement.edge ?? anyReplica(placement)) === undefined) return undefined;
  const gate = await readGate(deps, placement, await subnetFor(placement));
  if (gate.slot === undefined) {
    throw new Error('none of its containers has an address in the network of its environment');
  }
  return judgePlacement(placement, gate, gate.slot, left);
}

/** What was listed before the lock was ours may have changed since. */
async function lookAgain({
  engine,
  host,
  app,
  environment,
}: FoundPlacement): Promise<FoundPlacement | undefined> {
  const containers = await engine.containers.list({
    [LABEL.version]: LABEL_VERSION,
    [LABEL.app]: app,
    [LABEL.env]: environment,
  });
  return readPlacements(engine, host, containers)[0];
}

function rememberSubnets(): (placement: FoundPlacement) => Promise<string | undefined> {
  const known = new Map<string, Promise<string | undefined>>();
  return ({ engine, host, environment }) => {
    const key = `${host.id}/${environment}`;
    const subnet =
      known.get(key) ??
      engine.networks.inspect(networkName(environment)).then((network) => network && subnetOf(network));
    known.set(key, subnet);
    return subnet;
  };
}

function anyReplica({ colours }: FoundPlacement) {
  return (colours.blue ?? colours.green)?.replicas[0];
}

/** `web in prod on nuc`. */
export function nameOf({ app, environment, host }: FoundPlacement): string {
  return `${app} in ${environment} on ${host.name}`;
}
