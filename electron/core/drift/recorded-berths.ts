import type { Berth } from '../../../shared/model/berth.ts';
import { COLOURS, type Colour } from '../../../shared/model/colour.ts';
import type { Deployment } from '../../../shared/model/deployment.ts';
import type { DriftRequest } from '../../../shared/model/drift.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { Stores } from '../db/stores.ts';

/** A placement on one host in which something serves, as it is recorded. */
export interface Recorded {
  readonly berth: Berth;
  readonly host: Host;
  readonly active: Colour;
  readonly serving: Deployment;
}

/** In the order of the lanes, then of the apps, then of each environment's hosts. */
export function findRecorded(stores: Stores, request: DriftRequest): readonly Recorded[] {
  const hosts = new Map(stores.hosts.list().map((host) => [host.id, host]));
  const lanes = stores.environments.list();
  const laneOf = ({ berth }: Recorded) => lanes.findIndex(({ name }) => name === berth.environment);
  const placeOf = (entry: Recorded) => lanes[laneOf(entry)]?.hosts.indexOf(entry.host.id) ?? 0;
  return stores.berths
    .list(request)
    .flatMap((berth) => {
      const { active, activeDeployment } = berth;
      const host = hosts.get(berth.host);
      const serving = activeDeployment === undefined ? undefined : stores.deployments.get(activeDeployment);
      if (host === undefined || active === undefined || serving === undefined) return [];
      return [{ berth, host, active, serving }];
    })
    .toSorted(
      (a, b) =>
        laneOf(a) - laneOf(b) ||
        (a.berth.app < b.berth.app ? -1 : a.berth.app > b.berth.app ? 1 : 0) ||
        placeOf(a) - placeOf(b),
    );
}

/** The oldest container that is looked at, by the deployment that made it; milliseconds since 1970. */
export function eventsMatterSince({ deployments }: Stores, recorded: readonly Recorded[]): number {
  const starts = recorded.flatMap(({ berth, serving }) => [
    serving.startedAt,
    ...COLOURS.flatMap((colour) => {
      const moored = berth[colour] && deployments.get(berth[colour].deployment);
      return moored === undefined ? [] : [moored.startedAt];
    }),
  ]);
  return Math.min(...starts);
}

/** Who is at work on a placement, or that its record is no longer the one that was read; undefined when all is quiet. */
export function whoIsBusy({ locks, berths }: Stores, { berth, host }: Recorded): string | undefined {
  const { app, environment } = berth;
  const lock = locks.find(app, environment, berth.host);
  if (lock !== undefined) return `${lock.by} is at work on ${app} in ${environment} (${lock.purpose}).`;
  const now = berths.get(app, environment, berth.host);
  if (JSON.stringify(now) === JSON.stringify(berth)) return undefined;
  return `${app} in ${environment} on ${host.name} was changed while it was looked at.`;
}
