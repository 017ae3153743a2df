import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { Deployment } from '../../../shared/model/deployment.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { versionName } from '../../../shared/model/release.ts';
import type { DeployCommand } from '../core.ts';
import type { LockHolder } from '../db/stores.ts';
import type { Engine } from '../engine/engine.ts';
import { Failure, isFailure } from '../runtime/failure.ts';
import { hashOf } from './planning/config-hash.ts';
import type { DeploymentDeps } from './deployment-deps.ts';
import { readLock } from './engine-lock.ts';
import { locked } from './lock-failures.ts';
import { lockPlacement, type PlacementLock } from './lock-placement.ts';
import { findStrangers } from './planning/find-strangers.ts';
import { observeBerth, type ObservedBerth } from './planning/observe-berth.ts';
import { prepareDeployment, type Intent, type Prepared } from './planning/prepare-deployment.ts';
import { refuseOutdated } from './refuse-outdated.ts';
import { runDeployment } from './run-deployment.ts';
import { recoverBerth } from './endings/recover.ts';
import { isForeign, isStale } from './stale-lock.ts';
import type { Swap } from './swap.ts';

type Options = Pick<
  DeployCommand,
  'message' | 'override' | 'via' | 'detach' | 'signal' | 'onProgress' | 'confirm' | 'expect'
>;

/**
 * Plans, asks, locks, plans again on what is there by then, and performs. Returns the deployment's id. Rejects when it
 * never began: `policy.refused`, `placement.locked`, `plan.outdated`, `interrupted` (not confirmed), `secret.unresolved`,
 * engine failures. Where somebody who is gone was cut off, elsewhere, that is settled first.
 */
export async function performIntent(deps: DeploymentDeps, intent: Intent, options: Options): Promise<string> {
  const left = await performUnlessLeft(deps, intent, options);
  if (typeof left === 'string') return left;
  await deps.takeOver(left);
  const again = await performUnlessLeft(deps, intent, options);
  if (typeof again === 'string') return again;
  throw locked(deps, again, again);
}

/** Returns the deployment's id, or whose lock was left behind there: then nothing was done. */
async function performUnlessLeft(
  deps: DeploymentDeps,
  intent: Intent,
  options: Options,
): Promise<string | LockHolder> {
  const startedTicks = deps.clock.ticks();
  const engine = await deps.engineOf(intent.host.id);
  const confirmed =
    options.confirm === undefined ? undefined : await confirmPlan(deps, engine, intent, options.confirm);
  if (confirmed !== undefined && 'token' in confirmed) return confirmed;
  const id = deps.ids.next();
  const lock = lockPlacement(deps, {
    app: intent.release.app,
    environment: intent.environment.name,
    host: intent.host.id,
    hostName: intent.host.name,
    purpose: `${intent.kind} of ${versionName(intent.release.version)}`,
    deployment: id,
    spanMs: spanOf(intent.config),
  });
  try {
    await recoverBerth(deps, engine, intent.host, intent.release.app, intent.environment.name, lock);
    const prepared = await prepareDeployment(deps, engine, intent);
    // Under the lock nobody puts something else there any more.
    if (options.expect !== undefined) refuseOutdated(options.expect.serving, prepared.plan, prepared.serving);
    const left = leftElsewhere(deps, intent.host, prepared.observed);
    if (left !== undefined) return left;
    if (confirmed !== undefined) refuseOther(confirmed, prepared.plan);
    refuse(prepared);
    options.onProgress?.({ kind: 'plan', plan: prepared.plan });
    // What a command should have told, and did not, is found out before there is a deployment that fails for it.
    const variables =
      prepared.plan.source === 'create'
        ? await deps.resolveVariables(intent.release.app, intent.config)
        : undefined;
    return await begin(deps, engine, intent, { ...prepared, variables, id }, lock, options, startedTicks);
  } finally {
    await lock.release();
  }
}

/**
 * Who was cut off there in the middle of a deployment that this history does not know. Rejects with `placement.locked` while
 * they may still be at it. What else is there has to be known: a placement of another history is refused by its plan.
 */
function leftElsewhere(deps: DeploymentDeps, host: Host, observed: ObservedBerth): LockHolder | undefined {
  const holder = observed.lock && readLock(host.id, observed.lock);
  if (holder?.deployment === undefined || deps.stores.deployments.get(holder.deployment) !== undefined)
    return undefined;
  const strangers = findStrangers(deps.stores.deployments, observed);
  if (strangers.some(({ deployment }) => deployment !== holder.deployment)) return undefined;
  if (isForeign(deps, holder)) throw locked(deps, holder, holder);
  return isStale(deps, holder) ? holder : undefined;
}

/** What its own deadlines allow it: every step that waits, and then some replicas that are stopped twice over. */
function spanOf({ health, bakeMs, drainMs, stopGraceMs }: PlacementConfig): number {
  return health.deadlineMs + health.stableMs + bakeMs + 2 * drainMs + 3 * stopGraceMs;
}

async function confirmPlan(
  deps: DeploymentDeps,
  engine: Engine,
  intent: Intent,
  confirm: (plan: Plan) => Promise<boolean>,
): Promise<Plan | LockHolder> {
  const prepared = await prepareDeployment(deps, engine, intent);
  const { plan, observed } = prepared;
  const left = leftElsewhere(deps, intent.host, observed);
  if (left !== undefined) return left;
  refuse(prepared);
  if (!(await confirm(plan)))
    throw new Failure('interrupted', 'Nothing was done: the plan was not confirmed.');
  return plan;
}

/** What was agreed to must be what is done. */
function refuseOther(confirmed: Plan, now: Plan): void {
  const essence = ({ release, toColour, strategy, source, interruptions, changes }: Plan) =>
    hashOf({ release, toColour, strategy, source, interruptions, changes });
  if (essence(confirmed) === essence(now)) return;
  throw new Failure(
    'placement.locked',
    `${now.app} in ${now.environment} was changed by somebody else while the plan was shown. Look at the new plan and try again.`,
    {},
    { retry: true },
  );
}

function refuse({ plan, unresolved }: Prepared): void {
  const [first] = plan.refusals;
  if (first === undefined) return;
  const code = {
    'name-clash': 'name.taken',
    foreign: 'placement.foreign',
    'image-gone': 'release.image-gone',
    'test-failed': 'policy.refused',
    secret: 'secret.unresolved',
  } as const;
  const all = plan.refusals.map((refusal) => refusal.message).join(' ');
  throw new Failure(first.code in code ? code[first.code as keyof typeof code] : 'policy.refused', all, {
    refusals: plan.refusals,
    ...(unresolved.length === 0 ? {} : { unresolved }),
  });
}

async function begin(
  deps: DeploymentDeps,
  engine: Engine,
  intent: Intent,
  prepared: Prepared & { readonly id: string; readonly variables: ReadonlyMap<string, string> | undefined },
  lock: PlacementLock,
  options: Options,
  startedTicks: number,
): Promise<string> {
  const { id, plan, observed, serving, variables } = prepared;
  await lockOnEngine(engine, lock, observed.edge?.image ?? plan.image);
  if (observed.edge === undefined) await refuseTaken(engine, intent);
  const deployment = record(deps, id, intent, plan, serving, options);
  options.onProgress?.({ kind: 'begun', deployment: deployment.id });
  journalLock(deps, deployment, startedTicks, options);
  const swap: Swap = {
    deps,
    engine,
    host: intent.host,
    release: intent.release,
    config: intent.config,
    plan,
    deployment,
    observed,
    lock,
    startedTicks,
    signal: options.signal ?? new AbortController().signal,
    report: options.onProgress ?? (() => undefined),
    found: {
      nextStep: 1,
      replicas: plan.source === 'warm' ? observed.colours[plan.toColour] : [],
      ...(variables === undefined ? {} : { variables }),
    },
    ...(serving === undefined ? {} : { serving }),
  };
  await runDeployment(swap, { detach: options.detach ?? false });
  return deployment.id;
}

/** An image that the engine no longer has can carry no lock; the image step takes it, once there is one again. */
async function lockOnEngine(engine: Engine, lock: PlacementLock, image: string): Promise<void> {
  if (image === '') return;
  try {
    await lock.takeOnEngine(engine, image);
  } catch (error) {
    if (!isFailure(error, 'image.missing')) throw error;
  }
}

/** Another machine may have made its first deployment here between our look and our lock. */
async function refuseTaken(engine: Engine, { release, environment, host }: Intent): Promise<void> {
  const { edge } = await observeBerth(engine, release.app, environment.name);
  if (edge === undefined) return;
  throw new Failure(
    'placement.locked',
    `${release.app} in ${environment.name} on ${host.name} was changed by somebody else in this moment. Look what is there now, and try again.`,
    {},
    { retry: true },
  );
}

function record(
  deps: DeploymentDeps,
  id: string,
  intent: Intent,
  plan: Plan,
  serving: Deployment | undefined,
  options: Options,
): Deployment {
  return deps.stores.deployments.begin({
    id,
    kind: intent.kind,
    app: intent.release.app,
    environment: intent.environment.name,
    host: intent.host.id,
    release: intent.release.id,
    version: intent.release.version,
    colour: plan.toColour,
    startedAt: deps.clock.now(),
    by: deps.owner,
    via: options.via ?? 'core',
    config: intent.config,
    plan,
    ...(options.message === undefined ? {} : { message: options.message }),
    ...(options.override === undefined ? {} : { override: options.override }),
    ...(serving === undefined ? {} : { previous: serving.id }),
    ...(intent.restores === undefined ? {} : { restores: intent.restores.id }),
    ...(intent.from === undefined ? {} : { from: intent.from }),
  });
}

/** The lock is taken before there is a deployment to journal it for, so it is written down once it is held. */
function journalLock(
  deps: DeploymentDeps,
  deployment: Deployment,
  startedTicks: number,
  options: Options,
): void {
  const step = { index: 0, name: 'lock' as const, startedAt: deployment.startedAt };
  const durationMs = deps.clock.ticks() - startedTicks;
  deps.stores.deployments.beginStep(deployment.id, step.index, step.name, step.startedAt);
  deps.stores.deployments.endStep(deployment.id, step.index, { state: 'done', durationMs });
  options.onProgress?.({ kind: 'step', step: { ...step, state: 'done', durationMs } });
}
