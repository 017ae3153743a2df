import type { AppConfig } from '../../../../shared/model/app-config.ts';
import type { Deployment } from '../../../../shared/model/deployment.ts';
import type { LaneVerdict } from '../../../../shared/model/deployment-views.ts';
import type { Environment } from '../../../../shared/model/environment.ts';
import type { PlanRefusal } from '../../../../shared/model/plan.ts';
import type { Release } from '../../../../shared/model/release.ts';
import { requireApp } from '../../apps/require-app.ts';
import { Failure, toFailure } from '../../runtime/failure.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import { checkBaking } from '../planning/check-baking.ts';
import { checkPolicy } from '../planning/check-policy.ts';
import { checkRelease } from '../planning/check-release.ts';
import { refuseSecrets } from '../planning/refuse-secrets.ts';
import { configFor, servingIn } from '../planning/resolve-intent.ts';
import { findEnvironment } from '../planning/resolve-names.ts';
import { upstreamOf } from '../planning/upstream-of.ts';

type JudgeDeps = Pick<DeploymentDeps, 'stores' | 'clock' | 'appConfig' | 'unresolvedSecrets'>;

/**
 * Which lanes take what serves in `from`, by the rules that a plan has. Only history, the app's file and secrets that are
 * variables or files are read, so it is quick; what only an engine knows (a name that somebody else has, an image that is gone) is left to the plan. Throws
 * `app.unknown`, `environment.unknown`, `placement.empty`.
 */
export async function judgeLanes(
  deps: JudgeDeps,
  app: string,
  from: string,
): Promise<readonly LaneVerdict[]> {
  requireApp(deps.stores, app);
  const source = findEnvironment(deps, from);
  const serving = servingIn(deps, app, source);
  const release = deps.stores.releases.get(serving.release);
  if (release === undefined)
    throw new Failure('release.unknown', `The release that serves in ${from} is not in the history.`);
  const config = await deps.appConfig(app).catch(toFailure);
  const refusalsOf = async (environment: Environment) =>
    environment.id === source.id
      ? [impossible(`${release.tag} is in ${from} already.`)]
      : [...(await checkFile(deps, app, config, environment)), ...checkBaking(serving, from)];
  return Promise.all(
    deps.stores.environments
      .list()
      .map(async (environment) =>
        judge(deps, environment, { serving, release, refusals: await refusalsOf(environment) }),
      ),
  );
}

interface Dragged {
  readonly serving: Deployment;
  readonly release: Release;
  readonly refusals: readonly PlanRefusal[];
}

function judge(deps: JudgeDeps, environment: Environment, dragged: Dragged): LaneVerdict {
  const { stores, clock } = deps;
  const { release } = dragged;
  const here = servingHere(deps, release.app, environment);
  const upstream = upstreamOf(stores, environment, release.id);
  const refusals = [
    ...checkRelease(release, 'promote'),
    ...dragged.refusals,
    ...checkPolicy({
      environment,
      release,
      now: clock.now(),
      approved: stores.approvals.find(release.app, environment.name, release.version) !== undefined,
      ...(upstream === undefined ? {} : { upstream }),
    }),
  ];
  const waits = refusals.some((refusal) => refusal.code === 'soak') && upstream?.liveSince !== undefined;
  return {
    environment: environment.name,
    takes: refusals.length === 0,
    same: here?.release === release.id,
    refusals,
    overridable: refusals.length > 0 && refusals.every((refusal) => refusal.kind === 'policy'),
    ...(here === undefined ? {} : { version: here.version }),
    ...(waits ? { soakedAt: (upstream.liveSince ?? 0) + environment.policy.soakMs } : {}),
  };
}

/**
 * A file that cannot be used, says nothing of the lane, or names secrets that cannot be had, refuses it in the words that
 * the plan would have.
 */
async function checkFile(
  deps: JudgeDeps,
  app: string,
  config: AppConfig | Failure,
  environment: Environment,
): Promise<readonly PlanRefusal[]> {
  if (config instanceof Failure) return [impossible(config.message)];
  try {
    return refuseSecrets(await deps.unresolvedSecrets(app, configFor(config, environment.name)));
  } catch (error) {
    return [impossible(toFailure(error).message)];
  }
}

function servingHere(deps: JudgeDeps, app: string, environment: Environment): Deployment | undefined {
  try {
    return servingIn(deps, app, environment);
  } catch {
    return undefined;
  }
}

function impossible(message: string): PlanRefusal {
  return { kind: 'impossible', code: 'other', message };
}
