import type { PlacementConfig } from '../../../../shared/model/app-config.ts';
import type { Berth } from '../../../../shared/model/berth.ts';
import { otherColour, type Colour } from '../../../../shared/model/colour.ts';
import type { Deployment, DeploymentKind } from '../../../../shared/model/deployment.ts';
import type { Environment } from '../../../../shared/model/environment.ts';
import type { Host } from '../../../../shared/model/host.ts';
import type { Plan } from '../../../../shared/model/plan.ts';
import type { Release } from '../../../../shared/model/release.ts';
import type { UnresolvedSecret } from '../../apps/resolve-secrets.ts';
import type { Engine } from '../../engine/engine.ts';
import { LABEL } from '../../engine/labels.ts';
import { bakeWasCutShort } from './bake-was-cut-short.ts';
import { buildEdgeSpec, edgeChanges } from './build-edge-spec.ts';
import { checkPolicy } from './check-policy.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';
import { edgeName } from '../../edge/edge-spec.ts';
import { findStrays } from '../../drift/find-strays.ts';
import { networkName, replicaName } from './engine-names.ts';
import { findStrangers } from './find-strangers.ts';
import { compareHealedEdge } from '../steps/heal-edge.ts';
import { observeBerth, type ObservedBerth } from './observe-berth.ts';
import { planDeployment } from './plan-deployment.ts';
import { refuseSecrets } from './refuse-secrets.ts';
import { upstreamOf } from './upstream-of.ts';
import { edgeAddress } from './plan-addresses.ts';
import { subnetOf } from '../steps/ensure-network.ts';
import { resolveEdgeImage } from '../steps/resolve-edge-image.ts';
import { servingDeployment } from '../../db/serving-deployment.ts';

/** What somebody asked for, names resolved. */
export interface Intent {
  readonly kind: DeploymentKind;
  readonly environment: Environment;
  readonly host: Host;
  readonly release: Release;
  /** With its port filled in. */
  readonly config: PlacementConfig;
  readonly restores?: Deployment;
  readonly from?: string;
  readonly override?: string;
}

export interface Prepared {
  readonly plan: Plan;
  readonly observed: ObservedBerth;
  readonly serving?: Deployment;
  /** Secrets that cannot be had; the plan is refused for each. */
  readonly unresolved: readonly UnresolvedSecret[];
}

/** Gathers what is recorded and what is there, and plans. Changes nothing. */
export async function prepareDeployment(
  deps: DeploymentDeps,
  engine: Engine,
  intent: Intent,
): Promise<Prepared> {
  const { environment, host, release } = intent;
  const { stores } = deps;
  const berth = stores.berths.get(release.app, environment.name, host.id);
  const serving = servingDeployment(stores, berth);
  const observed = await observe(deps, engine, intent, berth);
  const [edge, clashes] = await Promise.all([
    compareEdge(engine, intent, deps, berth, serving, observed),
    findClashes(engine, intent, observed, berth),
  ]);
  const plan = planDeployment({
    kind: intent.kind,
    environment: environment.name,
    host,
    release,
    image: stores.releases.engineId(release.id, host.id) ?? '',
    config: intent.config,
    moored: mooredDeployments(deps, berth),
    observed,
    edge,
    policyRefusals: policyRefusals(deps, intent),
    clashes,
    strangers: findStrangers(stores.deployments, observed),
    ...(berth === undefined ? {} : { berth }),
    ...(serving === undefined ? {} : { serving }),
    ...(intent.override === undefined ? {} : { override: intent.override }),
    ...(intent.kind === 'rollback' && intent.restores !== undefined
      ? { unproven: bakeWasCutShort(stores.deployments, intent.restores) }
      : {}),
  });
  // Containers that are there have theirs.
  const unresolved = plan.source === 'create' ? await deps.unresolvedSecrets(release.app, intent.config) : [];
  const refusals = [...plan.refusals, ...refuseSecrets(unresolved)];
  return {
    plan: { ...plan, refusals },
    observed,
    unresolved,
    ...(serving === undefined ? {} : { serving }),
  };
}

/** A heal has an eye for what nobody recorded, and takes it away; everything else leaves it alone. */
async function observe(
  deps: DeploymentDeps,
  engine: Engine,
  { kind, release, environment }: Intent,
  berth: Berth | undefined,
): Promise<ObservedBerth> {
  const observed = await observeBerth(engine, release.app, environment.name);
  if (kind !== 'heal' || berth === undefined) return observed;
  const strays = await findStrays(engine, deps.stores, berth);
  const strange = new Set(strays.map(({ id }) => id));
  const { blue, green } = observed.colours;
  return {
    ...observed,
    strays,
    colours: {
      blue: blue.filter(({ id }) => !strange.has(id)),
      green: green.filter(({ id }) => !strange.has(id)),
    },
  };
}

/** The deployments whose containers lie in the two berths, as recorded. */
export function mooredDeployments(
  deps: Pick<DeploymentDeps, 'stores'>,
  berth: Berth | undefined,
): Partial<Record<Colour, Deployment>> {
  const found: Partial<Record<Colour, Deployment>> = {};
  for (const colour of ['blue', 'green'] as const) {
    const moored = berth?.[colour];
    const deployment = moored === undefined ? undefined : deps.stores.deployments.get(moored.deployment);
    if (deployment !== undefined) found[colour] = deployment;
  }
  return found;
}

async function compareEdge(
  engine: Engine,
  intent: Intent,
  deps: DeploymentDeps,
  berth: Berth | undefined,
  serving: Deployment | undefined,
  observed: ObservedBerth,
): Promise<{ readonly wanted: string; readonly running?: string; readonly changes: readonly string[] }> {
  const running = observed.edge?.labels[LABEL.specHash];
  if (observed.edge === undefined || running === undefined) return { wanted: '', changes: [] };
  if (intent.kind === 'heal' && berth !== undefined && serving !== undefined)
    return compareHealedEdge(deps, engine, berth, serving, observed.edge);
  const changes = edgeChanges(serving?.config, intent.config);
  // The common case asks the engine nothing: what is wanted is what was deployed, so the edge is as it should be.
  if (changes.length === 0) return { wanted: running, running, changes };
  const network = await engine.networks.inspect(networkName(intent.environment.name));
  if (network === undefined || berth === undefined) return { wanted: '', running, changes };
  const known = serving && { reference: serving.config.edge.image, image: observed.edge.image };
  const spec = buildEdgeSpec({
    app: intent.release.app,
    environment: intent.environment.name,
    config: intent.config,
    image: await resolveEdgeImage(engine, intent.config.edge.image, known),
    address: edgeAddress(subnetOf(network), berth.slot),
  });
  return { wanted: deps.edges.specHash(spec), running, changes };
}

/** Names that we need and that something that is not ours has. Only what is to be created can clash. */
async function findClashes(
  engine: Engine,
  intent: Intent,
  observed: ObservedBerth,
  berth: Berth | undefined,
): Promise<readonly string[]> {
  if (intent.kind === 'rollback') return [];
  const { release, environment, config } = intent;
  const colour = berth?.active === undefined ? 'blue' : otherColour(berth.active);
  const names = Array.from({ length: config.replicas }, (_, index) =>
    replicaName(release.app, environment.name, colour, index + 1),
  );
  if (observed.edge === undefined) names.push(edgeName({ app: release.app, environment: environment.name }));
  const present = await Promise.all(names.map((name) => engine.containers.inspect(name)));
  return present
    .filter((container) => container !== undefined && container.labels[LABEL.version] === undefined)
    .map((container) => container?.name ?? '');
}

function policyRefusals(deps: DeploymentDeps, intent: Intent) {
  // What was good here has satisfied the policy once; a rollback must not wait for a soak, and a heal brings nothing new.
  if (intent.kind === 'rollback' || intent.kind === 'heal') return [];
  const { stores, clock } = deps;
  const { environment, release } = intent;
  const upstream = upstreamOf(stores, environment, release.id);
  return checkPolicy({
    environment,
    release,
    now: clock.now(),
    approved: stores.approvals.find(release.app, environment.name, release.version) !== undefined,
    ...(upstream === undefined ? {} : { upstream }),
  });
}
