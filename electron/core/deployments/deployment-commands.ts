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
import { refuseOutdated } from './refuse-outdated.ts';
import { findEnvironment, hostsOf } from './planning/resolve-names.ts';
import { resolveRequest } from './planning/resolve-request.ts';
import { resolveDeploy, resolveHeal, resolvePromote, resolveRollback } from './planning/resolve-intent.ts';
import { settleBakeNow } from './endings/settle.ts';
import { readOutcome } from './views/read-outcome.ts';
import { servingDeployment } from '../db/serving-deployment.ts';

/** Plan, deploy, promote, roll back and heal: five ways to state an intent, one way to perform it. */
export function createDeploymentCommands(deps: DeploymentDeps): DeploymentCommands {
  return {
    plan: async (request) => {
      const into = findEnvironment(deps, request.environment);
      const [host] = hostsOf(deps, into);
      const intent = await resolveRequest(deps, into, host, request);
      return (await prepareDeployment(deps, await deps.engineOf(host.id), intent)).plan;
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
  const hosts = hostsOf(deps, into);
  const looked = lookedAt(deps, hosts, { ...command, environment });
  for (const host of hosts) {
    await settleBakeNow(deps, command.app, environment, host.id);
    const intent = await resolve(into, host);
    const { expect, ...others } = command;
    const id = await performIntent(
      deps,
      command.override === undefined ? intent : { ...intent, override: command.override },
      host === looked && expect !== undefined ? { ...others, expect } : others,
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

/**
 * The host whose plan was looked at. When it is not the first whose turn it is, it is seen to it here already that nothing
 * else serves on it by now, so that nothing is done on those before it either.
 */
function lookedAt(
  deps: DeploymentDeps,
  hosts: readonly [Host, ...Host[]],
  { app, environment, expect }: Pick<DeployCommand, 'app' | 'environment' | 'expect'>,
): Host {
  const [first] = hosts;
  const wanted = expect?.host ?? first.name;
  const host = hosts.find(({ name }) => name === wanted);
  if (host === undefined) {
    const known = hosts.map(({ name }) => name);
    throw new Failure('host.unknown', `${environment} is not on ${wanted}; it is on ${known.join(', ')}.`, {
      known,
    });
  }
  if (host !== first && expect !== undefined) {
    const berth = deps.stores.berths.get(app, environment, host.id);
    const serving = servingDeployment(deps.stores, berth);
    refuseOutdated(expect.serving, { app, environment }, serving);
  }
  return host;
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
