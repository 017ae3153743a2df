import type { Environment } from '../../../shared/model/environment.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { Receipt } from '../../../shared/model/receipt.ts';
import type { DeployCommand, DeploymentCommands, DeploymentOutcome } from '../core.ts';
import type { DeploymentSummary } from '../db/stores.ts';
import { Failure } from '../runtime/failure.ts';
import type { DeploymentDeps } from './deployment-deps.ts';
import { followLogs } from './follow-logs.ts';
import { performIntent } from './perform-intent.ts';
import { prepareDeployment, type Intent } from './planning/prepare-deployment.ts';
import { findEnvironment, hostsOf } from './planning/resolve-names.ts';
import { resolveDeploy, resolveHeal, resolvePromote, resolveRollback } from './planning/resolve-intent.ts';
import { settleBakeNow } from './endings/settle.ts';

/** Plan, deploy, promote, roll back and heal: five ways to state an intent, one way to perform it. */
export function createDeploymentCommands(deps: DeploymentDeps): DeploymentCommands {
  return {
    plan: async ({ app, environment, version, from, rollback, heal, override }) => {
      const into = findEnvironment(deps, environment);
      const [host] = hostsOf(deps, into);
      const wish = { app, environment, ...(version === undefined ? {} : { version }) };
      const intent =
        from !== undefined
          ? await resolvePromote(deps, into, host, { app, from, to: environment })
          : rollback === true
            ? await resolveRollback(deps, into, host, wish)
            : heal === true
              ? resolveHeal(deps, into, host, wish)
              : await resolveDeploy(deps, into, host, wish);
      const engine = await deps.engineOf(host.id);
      const { plan } = await prepareDeployment(
        deps,
        engine,
        override === undefined ? intent : { ...intent, override },
      );
      return plan;
    },
    deploy: (command) =>
      onEachHost(deps, command.environment, command, (into, host) =>
        resolveDeploy(deps, into, host, command),
      ),
    promote: (command) =>
      onEachHost(deps, command.to, command, (into, host) => resolvePromote(deps, into, host, command)),
    rollback: (command) =>
      onEachHost(deps, command.environment, command, (into, host) =>
        resolveRollback(deps, into, host, command),
      ),
    heal: (command) =>
      onEachHost(deps, command.environment, command, (into, host) =>
        Promise.resolve(resolveHeal(deps, into, host, command)),
      ),
    get: (id) => readOutcome(deps, id),
    page: (filter, page) => deps.stores.deployments.page(filter, page),
    receipts: (app, environment, limit = 20) => readReceipts(deps, app, environment, limit),
    logs: (request) => followLogs(deps, request),
  };
}

/**
 * An environment's hosts are deployed to one after the other, and the first one on which it does not go well is the last.
 * The outcome is that host's, or the first host's when all went well; the other hosts' are in `others`.
 */
async function onEachHost(
  deps: DeploymentDeps,
  environment: string,
  command: Omit<DeployCommand, 'environment' | 'version'>,
  resolve: (into: Environment, host: Host) => Promise<Intent>,
): Promise<DeploymentOutcome> {
  const into = findEnvironment(deps, environment);
  const outcomes: DeploymentOutcome[] = [];
  for (const host of hostsOf(deps, into)) {
    await settleBakeNow(deps, command.app, environment, host.id);
    const intent = await resolve(into, host);
    const id = await performIntent(
      deps,
      command.override === undefined ? intent : { ...intent, override: command.override },
      command,
    );
    const outcome = readOutcome(deps, id);
    outcomes.push(outcome);
    if (outcome.deployment.state !== 'live' && outcome.deployment.state !== 'baking') break;
  }
  const last = outcomes.at(-1);
  const [first] = outcomes;
  if (first === undefined || last === undefined) throw new Failure('internal', `${environment} has no host`);
  const told = last.deployment.state === 'live' || last.deployment.state === 'baking' ? first : last;
  const others = outcomes.filter((outcome) => outcome !== told);
  return others.length === 0 ? told : { ...told, others };
}

function readOutcome(deps: DeploymentDeps, id: string): DeploymentOutcome {
  const { stores } = deps;
  const deployment = stores.deployments.get(id);
  if (deployment === undefined) {
    throw new Failure(
      'deployment.unknown',
      `There is no deployment ${id}. \`twinberth history\` lists them.`,
    );
  }
  const berth = stores.berths.get(deployment.app, deployment.environment, deployment.host);
  const serving =
    berth?.activeDeployment === undefined ? undefined : stores.deployments.get(berth.activeDeployment);
  return {
    deployment,
    steps: stores.deployments.steps(id),
    evidence: stores.deployments.evidence(id),
    ...(serving === undefined || berth?.active === undefined
      ? {}
      : { serving: { version: serving.version, colour: berth.active } }),
  };
}

function readReceipts(
  deps: DeploymentDeps,
  app: string,
  environment: string,
  limit: number,
): readonly { readonly deployment: DeploymentSummary; readonly receipt: Receipt }[] {
  findEnvironment(deps, environment);
  const found: { deployment: DeploymentSummary; receipt: Receipt }[] = [];
  let before: number | undefined;
  while (found.length < limit) {
    const page = deps.stores.deployments.page(
      { app, environment },
      { limit: 100, ...(before === undefined ? {} : { before }) },
    );
    for (const deployment of page)
      if (deployment.receipt !== undefined) found.push({ deployment, receipt: deployment.receipt });
    before = page.at(-1)?.sequence;
    if (before === undefined) break;
  }
  return found.slice(0, limit);
}
