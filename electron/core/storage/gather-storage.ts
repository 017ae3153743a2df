import type { Host } from '../../../shared/model/host.ts';
import type { StoragePlan } from '../../../shared/model/storage.ts';
import { toFailure } from '../runtime/failure.ts';
import { findFoldable } from './find-foldable.ts';
import { appsOn, gatherHost, listHost, type HostListing } from './gather-host.ts';
import { planLogs } from './plan-logs.ts';
import { planStorage } from './plan-storage.ts';
import { readHistoryFacts } from './read-history-facts.ts';
import type { StorageDeps } from './storage-deps.ts';
import type { HistoryFacts, HostFacts } from './storage-facts.ts';

/** What was read, and the plan that was made from it. */
export interface Survey {
  readonly hosts: readonly HostFacts[];
  readonly history: HistoryFacts;
  readonly plan: StoragePlan;
  /** Deployments whose steps may be folded, as ids. */
  readonly foldable: readonly string[];
}

/**
 * Reads every engine (what one keeps may depend on what another has) and the history, and plans. Changes nothing. `only`:
 * the host that the plan is about; without it, all. An engine that does not answer is named in the plan.
 */
export async function surveyStorage(deps: StorageDeps, only?: Host): Promise<Survey> {
  const { listings, unreachable } = await listHosts(deps);
  const registered = deps.stores.apps.list().map((app) => app.name);
  const apps = [...new Set([...registered, ...listings.flatMap(appsOn)])];
  const history = await readHistoryFacts(deps, apps);
  const hosts = await Promise.all(listings.map((listing) => gatherHost(deps, listing, history)));
  const plans = planStorage(hosts, history);
  const kept = new Set(plans.flatMap(({ keeps }) => keeps.flatMap(({ release }) => release ?? [])));
  const logPlans = apps.map((app) =>
    planLogs(deps.stores.builds.logs(app), needed(history, app, kept), deps.retention, history.now),
  );
  const logs = logPlans.flatMap(({ removes }) => removes);
  const foldable = findFoldable(deps.stores, history, deps.retention.logDays);
  return {
    hosts,
    history,
    foldable,
    plan: {
      hosts: plans.filter(({ host }) => only === undefined || host === only.name),
      unreachable,
      logs,
      logsBytes: logs.reduce((sum, log) => sum + log.bytes, 0),
      keptLogs: logPlans.flatMap(({ keeps }) => keeps),
      history: { ...deps.stores.size(), ...(foldable.length > 0 && { foldable: foldable.length }) },
    },
  };
}

async function listHosts(deps: StorageDeps) {
  const listings: HostListing[] = [];
  const unreachable: { readonly host: string; readonly problem: string }[] = [];
  await Promise.all(
    deps.stores.hosts.list().map(async (host) => {
      try {
        listings.push(await listHost(deps, host));
      } catch (error) {
        unreachable.push({ host: host.name, problem: toFailure(error).message });
      }
    }),
  );
  listings.sort((a, b) => a.host.name.localeCompare(b.host.name));
  return { listings, unreachable };
}

/** The releases whose logs stay: those whose image is kept anywhere, and those that a placement or a person wants. */
function needed({ apps }: HistoryFacts, name: string, kept: ReadonlySet<string>): ReadonlySet<string> {
  const app = apps.get(name);
  if (app === undefined) return kept;
  const pinned = app.releases.filter(({ version }) => app.pins.has(version)).map(({ id }) => id);
  return new Set([
    ...kept,
    ...app.needs.keys(),
    ...pinned,
    ...(app.newest === undefined ? [] : [app.newest]),
  ]);
}
