import { assertNever } from '../../../shared/model/assert-never.ts';
import type { Begun } from '../../../shared/model/operation.ts';
import type { DeployCommand, DeploymentOutcome, DeploymentProgress } from '../core.ts';
import type { OperationTools } from '../house/house.ts';
import { Failure } from '../runtime/failure.ts';
import type { CallDeps } from './calls.ts';
import { planRequest, type CallIntent } from './plan-request.ts';

export interface StartRequest extends CallIntent {
  readonly message?: string;
  readonly expect?: NonNullable<DeployCommand['expect']>;
}

/**
 * Deploys in the background, to every host of the environment. Throws at once for what there is not or does not go together;
 * everything that is found out later (a policy, a lock, an outdated plan) is the operation's error.
 */
export function beginDeployment({ core, house }: CallDeps, request: StartRequest): Begun {
  const { app, environment } = request;
  const title = core.views.title(planRequest(request));
  const operation = house.operations.begin({ kind: 'deployment', title, app, environment }, async (tools) => {
    const outcome = await perform(core, request, {
      signal: tools.signal,
      onProgress: createTeller(tools),
    });
    const all = [outcome, ...(outcome.others ?? [])];
    refuseFailed(all);
    return { kind: 'deployment', deployments: all.map(({ deployment }) => deployment.id) };
  });
  return { operation: operation.id };
}

function perform(
  core: CallDeps['core'],
  { kind, from, ...request }: StartRequest,
  watched: Required<Pick<DeployCommand, 'signal' | 'onProgress'>>,
): Promise<DeploymentOutcome> {
  const { app, environment, message, expect } = request;
  const { deployments } = core;
  switch (kind) {
    case 'deploy':
      return deployments.deploy({ ...request, ...watched });
    case 'promote': {
      const { environment: to, ...rest } = request;
      return deployments.promote({ ...rest, to, from: from ?? '', ...watched });
    }
    case 'rollback':
      return deployments.rollback({ ...request, ...watched });
    case 'heal':
      return deployments.heal({
        app,
        environment,
        ...watched,
        ...(message === undefined ? {} : { message }),
        ...(expect === undefined ? {} : { expect }),
      });
    default:
      return assertNever(kind);
  }
}

/** A deployment that did not go well is recorded; the operation says the same, and where to look. */
function refuseFailed(outcomes: readonly DeploymentOutcome[]): void {
  const failed = outcomes.find(
    ({ deployment }) => deployment.state !== 'live' && deployment.state !== 'baking',
  );
  if (failed === undefined) return;
  const { id, state, error } = failed.deployment;
  const deployments = outcomes.map(({ deployment }) => deployment.id);
  throw new Failure(
    error?.code ?? (state === 'interrupted' ? 'interrupted' : 'switch.failed'),
    error?.message ?? `The deployment is ${state}.`,
    { ...error?.details, deployment: id, deployments },
  );
}

/** What it is doing, in a line: the plan's own words for its steps. */
function createTeller(tools: OperationTools): (progress: DeploymentProgress) => void {
  let steps: readonly { readonly name: string; readonly text: string }[] = [];
  return (progress) => {
    switch (progress.kind) {
      case 'plan':
        steps = progress.plan.steps;
        break;
      case 'begun':
        tools.performs(progress.deployment);
        break;
      case 'step': {
        if (progress.step.state !== 'running') break;
        const at = steps.findIndex(({ name }) => name === progress.step.name);
        const text = steps[at]?.text ?? progress.step.name;
        tools.tell(text, { current: Math.max(0, at), total: steps.length, unit: 'steps' });
        tools.print({ stage: 'deployment', stream: 'stdout', text });
        break;
      }
      case 'note':
        tools.tell(progress.text);
        tools.print({ stage: 'note', stream: 'stdout', text: progress.text });
        break;
      case 'bytes': {
        const { current, total } = progress;
        tools.tell(progress.text, { current, unit: 'bytes', ...(total === undefined ? {} : { total }) });
        break;
      }
      case 'probes':
        tools.probes(progress.sent, progress.failed);
        break;
      default:
        assertNever(progress);
    }
  };
}
