import type { Berth, Moored } from '../../../shared/model/berth.ts';
import type { Deployment } from '../../../shared/model/deployment.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { Failure } from '../runtime/failure.ts';
import type { JudgedColour, JudgedPlacement } from './judge-placement.ts';
import type { RebuiltDeployment } from './history-commands.ts';
import type { RebuildDeps } from './rebuild-deps.ts';
import type { FoundPlacement } from './survey-engine.ts';

/** Records a deployment that the history does not know, as it is remembered now. Inside a transaction of the caller. */
export function keepDeployment(
  deps: RebuildDeps,
  placement: FoundPlacement,
  found: JudgedColour,
  release: string,
): RebuiltDeployment | undefined {
  const { deployments } = deps.stores;
  const { record } = found;
  if (record === undefined || deployments.get(found.deployment) !== undefined) return undefined;
  const { previous, restores, ...facts } = record.deployment;
  const known = (id: string | undefined) => id !== undefined && deployments.get(id) !== undefined;
  const { app, environment, host } = placement;
  const { version } = record.release;
  deployments.begin({
    ...pick(facts),
    app,
    environment,
    host: host.id,
    release,
    version,
    colour: found.colour,
    plan: planOf(placement, found, release, version),
    ...(known(previous) && previous !== undefined ? { previous } : {}),
    ...(known(restores) && restores !== undefined ? { restores } : {}),
  });
  const written = { id: found.deployment, app, environment, host: host.name, version, state: found.state };
  // Undone after this, by whoever comes next where that is not to be here.
  if (found.state === 'running') return written;
  deployments.update(found.deployment, { state: 'live' });
  if (found.state !== 'live') deployments.setState(found.deployment, found.state);
  return written;
}

/** Not whatever else a newer Twinberth may have put there. */
function pick(record: NonNullable<JudgedColour['record']>['deployment']) {
  const { id, kind, startedAt, by, via, config, message, override, from } = record;
  return {
    id,
    kind,
    startedAt,
    by,
    via,
    config,
    ...(message === undefined ? {} : { message }),
    ...(override === undefined ? {} : { override }),
    ...(from === undefined ? {} : { from }),
  };
}

/** The plan itself is lost; its head is what is left of it. */
function planOf(placement: FoundPlacement, found: JudgedColour, release: string, version: number): Plan {
  return {
    kind: found.record?.deployment.kind ?? 'deploy',
    app: placement.app,
    environment: placement.environment,
    host: placement.host.name,
    release,
    version,
    image: placement.colours[found.colour]?.replicas[0]?.image ?? '',
    toColour: found.colour,
    strategy: 'blue-green',
    strategyWhy: 'written anew from the labels of its containers',
    source: 'create',
    steps: [],
    changes: [],
    interruptions: [],
    refusals: [],
    warnings: [],
  };
}

/** How a placement stands in the history compared to what is there. */
export function compareBerth(
  deps: RebuildDeps,
  { placement, serving, slot }: JudgedPlacement,
): 'unknown' | 'same' | 'other' {
  const berth = deps.stores.berths.get(placement.app, placement.environment, placement.host.id);
  if (berth === undefined) return 'unknown';
  const same =
    berth.slot === slot &&
    berth.active === serving?.colour &&
    (serving === undefined || berth[serving.colour]?.deployment === serving.deployment);
  return same ? 'same' : 'other';
}

/** Writes the berth as it is, and when its standby is to be stopped. Inside a transaction of the caller. */
export function keepBerth(deps: RebuildDeps, judged: JudgedPlacement): void {
  const { stores, clock, ids } = deps;
  const { placement, serving, standby, slot, held } = judged;
  const subject = {
    app: placement.app,
    environment: placement.environment,
    host: placement.host.id,
  };
  if (serving === undefined) {
    stores.berths.put({ ...subject, slot, held: false });
    return;
  }
  const active = stores.deployments.get(serving.deployment);
  if (active === undefined) throw new Failure('internal', `deployment ${serving.deployment} was not written`);
  const warmUntil = clock.now() + active.config.warmForMs;
  stores.berths.put({
    ...subject,
    slot,
    held,
    ...mooredOf(serving, standby, warmUntil),
    active: serving.colour,
    activeDeployment: active.id,
  });
  settleStates(deps, active, subject, [standby, judged.cutOff]);
  for (const kind of ['bake', 'standby'] as const) {
    const due = stores.dues.find(subject.app, subject.environment, subject.host, kind);
    if (due !== undefined) stores.dues.remove(due.id);
  }
  if (standby?.moored === 'warm') {
    stores.dues.put({
      ...subject,
      id: ids.next(),
      kind: 'standby',
      deployment: active.id,
      at: warmUntil,
      data: { colour: standby.colour },
    });
  }
}

/** What began to serve and was cut off before its bake was over is judged by whoever settles next. Inside a transaction of the caller. */
export function judgeAnew(deps: RebuildDeps, { placement, serving }: JudgedPlacement): void {
  const { stores, clock, ids } = deps;
  const deployment = serving && stores.deployments.get(serving.deployment);
  if (deployment === undefined) return;
  const subject = { app: placement.app, environment: placement.environment, host: placement.host.id };
  const standby = stores.dues.find(subject.app, subject.environment, subject.host, 'standby');
  if (standby !== undefined) stores.dues.remove(standby.id);
  stores.deployments.update(deployment.id, { state: 'baking' });
  stores.dues.put({
    ...subject,
    id: ids.next(),
    kind: 'bake',
    deployment: deployment.id,
    at: clock.now(),
    data: { spanMs: 0 },
  });
}

function mooredOf(
  serving: JudgedColour,
  standby: JudgedColour | undefined,
  warmUntil: number,
): Pick<Berth, 'blue' | 'green'> {
  const moored: Partial<Record<'blue' | 'green', Moored>> = {
    [serving.colour]: { deployment: serving.deployment, state: 'serving' },
  };
  if (standby !== undefined) {
    moored[standby.colour] = {
      deployment: standby.deployment,
      state: standby.moored,
      ...(standby.moored === 'warm' ? { warmUntil } : {}),
    };
  }
  return moored;
}

/** One deployment of a berth is live; what else says so, or was begun and is overtaken, is not. */
function settleStates(
  deps: RebuildDeps,
  active: Deployment,
  subject: { readonly app: string; readonly environment: string; readonly host: string },
  others: readonly (JudgedColour | undefined)[],
): void {
  const { deployments } = deps.stores;
  const states = ['live', 'running', 'baking'] as const;
  for (const other of deployments.page({ ...subject, states }, { limit: 200 })) {
    if (other.id === active.id) continue;
    const ended = others.find((colour) => colour?.deployment === other.id)?.state ?? 'superseded';
    if (ended === 'running') continue;
    deployments.setState(
      other.id,
      other.state === 'running' && ended === 'superseded' ? 'interrupted' : ended,
    );
  }
  const ended = ['failed', 'reverted', 'interrupted'].includes(active.state);
  if (active.state !== 'live' && !ended) deployments.update(active.id, { state: 'live' });
}
