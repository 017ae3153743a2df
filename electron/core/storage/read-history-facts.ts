import { otherColour } from '../../../shared/model/colour.ts';
import type { Berth } from '../../../shared/model/berth.ts';
import type { Deployment } from '../../../shared/model/deployment.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { Release } from '../../../shared/model/release.ts';
import type { DeploymentSummary, Stores } from '../db/stores.ts';
import { toFailure } from '../runtime/failure.ts';
import { chooseWindow } from './choose-window.ts';
import type { StorageDeps } from './storage-deps.ts';
import type { AppFacts, HistoryFacts, Need, RetentionPolicy } from './storage-facts.ts';
import { servingDeployment } from '../db/serving-deployment.ts';

/** Everything that the history and the apps' files say about what may go, for some apps and for all hosts. */
export async function readHistoryFacts(deps: StorageDeps, apps: Iterable<string>): Promise<HistoryFacts> {
  const names = [...new Set(apps)];
  const policies = new Map(
    await Promise.all(names.map(async (app) => [app, await readPolicy(deps, app)] as const)),
  );
  return historyFacts(deps, policies);
}

/** How long an app wants its releases kept; with `problem` when its file cannot be read, so that nothing of it goes. */
export interface AppPolicy extends RetentionPolicy {
  readonly problem?: string;
}

async function readPolicy(deps: StorageDeps, app: string): Promise<AppPolicy> {
  const { keep, days } = deps.retention;
  if (deps.stores.apps.get(app) === undefined) return { keep, days };
  try {
    return { keep, days, ...(await deps.appConfig(app)).retention };
  } catch (error) {
    return { keep, days, problem: toFailure(error).message };
  }
}

/** The part that is read from the history alone, at one moment. */
export function historyFacts(deps: StorageDeps, policies: ReadonlyMap<string, AppPolicy>): HistoryFacts {
  const { stores } = deps;
  const now = deps.clock.now();
  const hosts = stores.hosts.list();
  const pins = stores.pins.list();
  const apps = new Map<string, AppFacts>();
  const recorded = new Map(hosts.map((host) => [host.id, new Map<string, Release>()]));
  for (const [app, { problem, ...policy }] of policies) {
    const releases = stores.releases.list(app, { limit: EVERYTHING });
    const newest = stores.releases.latest(app)?.id;
    apps.set(app, {
      registered: stores.apps.get(app) !== undefined,
      releases,
      needs: findNeeds(stores, hosts, app, policy, now),
      pins: new Map(pins.filter((pin) => pin.app === app).map((pin) => [pin.version, pin.by])),
      policy,
      ...(newest === undefined ? {} : { newest }),
      ...(problem === undefined ? {} : { problem }),
    });
    for (const host of hosts) {
      const images = recorded.get(host.id);
      for (const release of releases) {
        images?.set(release.identity.configDigest, release);
        const id = stores.releases.engineId(release.id, host.id);
        if (id !== undefined) images?.set(id, release);
      }
    }
  }
  return { now, apps, recorded, build: (id) => (id === '' ? undefined : stores.builds.get(id)) };
}

const EVERYTHING = Number.MAX_SAFE_INTEGER;

function findNeeds(
  stores: Stores,
  hosts: readonly Host[],
  app: string,
  policy: RetentionPolicy,
  now: number,
): ReadonlyMap<string, readonly Need[]> {
  const needs = new Map<string, Need[]>();
  const names = new Map(hosts.map((host) => [host.id, host.name]));
  const add = (
    release: string,
    kind: Need['reason']['kind'],
    place: { environment: string; host: string },
  ) => {
    const reason = { kind, environment: place.environment, host: names.get(place.host) ?? place.host };
    needs.set(release, [...(needs.get(release) ?? []), { reason, host: place.host }]);
  };
  for (const deployment of stores.deployments.unfinished()) {
    if (deployment.app === app) add(deployment.release, 'deploying', deployment);
  }
  for (const berth of stores.berths.list({ app })) {
    const { live, standby } = mooredReleases(stores, berth);
    for (const release of live) add(release, 'live', berth);
    for (const release of standby) add(release, 'standby', berth);
    const anchor = anchorOf(stores, berth);
    for (const release of chooseWindow(
      goodDeployments(stores, berth, anchor, policy, now),
      anchor,
      policy,
      now,
    )) {
      if (!live.has(release) && !standby.has(release)) add(release, 'rollback', berth);
    }
  }
  return needs;
}

/** A rollback may serve with containers of an earlier deployment: what they were made from and what is recorded both count. */
function mooredReleases(stores: Stores, berth: Berth): { live: Set<string>; standby: Set<string> } {
  const releaseOf = (id: string | undefined): readonly string[] => {
    const release = id === undefined ? undefined : stores.deployments.get(id)?.release;
    return release === undefined ? [] : [release];
  };
  const { active } = berth;
  if (active === undefined) {
    return {
      live: new Set(),
      standby: new Set([berth.blue, berth.green].flatMap((m) => releaseOf(m?.deployment))),
    };
  }
  const live = new Set([...releaseOf(berth.activeDeployment), ...releaseOf(berth[active]?.deployment)]);
  const standby = new Set(
    releaseOf(berth[otherColour(active)]?.deployment).filter((release) => !live.has(release)),
  );
  return { live, standby };
}

/** Where rollbacks in a row go back from: see `find-rollback-target.ts`. */
function anchorOf(stores: Stores, berth: Berth): number | undefined {
  let anchor: Deployment | undefined = servingDeployment(stores, berth);
  while (anchor?.restores !== undefined) {
    const restored = stores.deployments.get(anchor.restores);
    if (restored === undefined) break;
    anchor = restored;
  }
  return anchor?.sequence;
}

const PAGE = 200;

/** Newest first, as far back as a window can reach. */
function goodDeployments(
  { deployments }: Stores,
  { app, environment, host }: Berth,
  anchor: number | undefined,
  policy: RetentionPolicy,
  now: number,
): readonly DeploymentSummary[] {
  const filter = { app, environment, host, states: ['live', 'superseded', 'rolled-back'] as const };
  const found: DeploymentSummary[] = [];
  for (;;) {
    const before = found.at(-1)?.sequence;
    const page = deployments.page(filter, { limit: PAGE, ...(before === undefined ? {} : { before }) });
    found.push(...page);
    if (page.length < PAGE || reachesFarEnough(found, anchor, policy, now)) return found;
  }
}

function reachesFarEnough(
  found: readonly DeploymentSummary[],
  anchor: number | undefined,
  policy: RetentionPolicy,
  now: number,
): boolean {
  const last = found.at(-1);
  if (last === undefined || last.startedAt >= now - policy.days * 86_400_000) return false;
  const beyond = found.filter(
    ({ state, sequence }) => state !== 'rolled-back' && sequence <= (anchor ?? Number.MAX_SAFE_INTEGER),
  );
  return new Set(beyond.map(({ release }) => release)).size > policy.keep;
}
