import type { DriftReport, DriftRequest } from '../../../shared/model/drift.ts';
import type { Host } from '../../../shared/model/host.ts';
import { requireApp } from '../apps/require-app.ts';
import { findEnvironment } from '../deployments/planning/resolve-names.ts';
import { toFailure } from '../runtime/failure.ts';
import { leaveOnAbort } from '../runtime/leave-on-abort.ts';
import { compareBerth, type Compared } from './compare-berth.ts';
import type { DriftDeps } from './drift-deps.ts';
import { gatherBerth } from './gather-berth.ts';
import { eventsMatterSince, findRecorded, whoIsBusy, type Recorded } from './recorded-berths.ts';
import { judgeWrites, nextWrites } from './judge-writes.ts';
import { rememberDrift } from './remember-drift.ts';
import { viewHost, type HostView } from './view-host.ts';

/**
 * Looks for drift in every placement in which something serves: gather, compare, and note since when. Hosts are looked at at
 * the same time; one that does not answer is told in the reports of its own placements. Nothing is changed on any engine.
 * Rejects with `app.unknown`, `environment.unknown`, and with the signal's reason when it is aborted: a host may take minutes
 * not to answer. Nothing is written down after that.
 */
export async function scanDrift(
  deps: DriftDeps,
  request: DriftRequest,
  signal?: AbortSignal,
): Promise<readonly DriftReport[]> {
  if (request.app !== undefined) requireApp(deps.stores, request.app);
  if (request.environment !== undefined) findEnvironment(deps, request.environment);
  const recorded = findRecorded(deps.stores, request);
  const hosts = new Set(recorded.map(({ host }) => host));
  const views = new Map(
    [...hosts].map((host) => [
      host,
      view(
        deps,
        host,
        recorded.filter((entry) => entry.host === host),
        request,
      ),
    ]),
  );
  const reports = Promise.all(
    recorded.map(async (entry): Promise<DriftReport> => {
      try {
        const seen = await views.get(entry.host);
        if (seen === undefined) throw new Error('a placement without a host');
        return await scanBerth(deps, seen, entry, signal);
      } catch (error) {
        return { ...reportOf(deps, entry), state: 'unreachable', problem: toFailure(error).message };
      }
    }),
  );
  return leaveOnAbort(reports, signal);
}

async function view(
  deps: DriftDeps,
  host: Host,
  recorded: readonly Recorded[],
  { app }: DriftRequest,
): Promise<HostView> {
  const engine = await deps.engineOf(host.id);
  const since = eventsMatterSince(deps.stores, recorded);
  return viewHost(engine, host, { since, ...(app === undefined ? {} : { app }) });
}

/** What is looked at while somebody deploys is no drift, neither before nor after. */
async function scanBerth(
  deps: DriftDeps,
  seen: HostView,
  entry: Recorded,
  signal: AbortSignal | undefined,
): Promise<DriftReport> {
  const report = reportOf(deps, entry);
  const before = whoIsBusy(deps.stores, entry);
  if (before !== undefined) return { ...report, state: 'busy', problem: before };
  const { input, matched } = await gatherBerth(deps, seen, entry);
  signal?.throwIfAborted();
  const after = whoIsBusy(deps.stores, entry);
  if (after !== undefined) return { ...report, state: 'busy', problem: after };
  const writes = judgeWrites(input, matched);
  return { ...report, findings: remember(deps, entry, compareBerth(input, matched), writes) };
}

/** That it cannot be written down since when something has drifted is no reason not to tell that it has. */
function remember(
  deps: DriftDeps,
  { berth, serving }: Recorded,
  compared: Compared,
  written: ReturnType<typeof judgeWrites>,
): DriftReport['findings'] {
  const place = { app: berth.app, environment: berth.environment, host: berth.host };
  const facts = { deployment: serving.id, now: deps.clock.now() };
  const { findings, remember: rows } = rememberDrift(compared, deps.stores.drift.list(place), facts);
  try {
    deps.stores.transaction(() => {
      deps.stores.drift.replace(place, rows);
      const before = deps.stores.driftScans.get(place)?.writes;
      const [worst] = findings;
      deps.stores.driftScans.put(place, {
        deployment: serving.id,
        checkedAt: facts.now,
        findings: findings.length,
        ...(worst === undefined ? {} : { worst: worst.severity }),
        writes: nextWrites(before, written, facts.now),
      });
    });
  } catch (error) {
    deps.log.warn('it could not be noted since when something has drifted', {
      ...place,
      reason: toFailure(error).message,
    });
  }
  return findings;
}

function reportOf({ clock }: DriftDeps, { berth, active, serving, host }: Recorded): DriftReport {
  return {
    app: berth.app,
    environment: berth.environment,
    host: host.name,
    state: 'checked',
    version: serving.version,
    colour: active,
    deployment: serving.id,
    checkedAt: clock.now(),
    findings: [],
  };
}
