import type { Berth } from '../../../shared/model/berth.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import type { Deployment } from '../../../shared/model/deployment.ts';
import { networkName } from '../deployments/planning/engine-names.ts';
import { peekEdge } from '../edge/peek-edge.ts';
import { LABEL } from '../engine/labels.ts';
import { toFailure } from '../runtime/failure.ts';
import type { DriftDeps } from './drift-deps.ts';
import type { DriftInput, ExpectedColour, SeenPart } from './drift-input.ts';
import { expectColours } from './expect-colour.ts';
import { expectEdge } from './expect-edge.ts';
import { isForeign } from './find-strays.ts';
import { compileIgnored } from './ignored-paths.ts';
import { lookUpSecrets } from './look-up-secrets.ts';
import { matchContainers, type Matched } from './match-containers.ts';
import type { HostView } from './view-host.ts';

/** Of a container's changed files, so many are read; one that has written more has drifted anyway. */
const MOST_CHANGES = 10_000;
/** See `DriftDeps`. */
const CHANGES_LIMIT_MS = 10_000;
/** Engines give the second in which a container was made; a clock may be a little ahead. */
const CREATED_GRACE_MS = 2_000;

/**
 * Reads what there is of one placement: for a replica its description, and its changed files while it runs; for the edge
 * its description, and one command that says what it does. Changes nothing.
 */
export async function gatherBerth(
  deps: DriftDeps,
  view: HostView,
  recorded: { readonly berth: Berth; readonly active: Colour; readonly serving: Deployment },
): Promise<{ readonly input: DriftInput; readonly matched: Matched<SeenPart> }> {
  const { berth, active, serving } = recorded;
  const { app, environment } = berth;
  const parts = view.containers
    .filter(({ labels }) => labels[LABEL.app] === app && labels[LABEL.env] === environment)
    .map((summary): SeenPart => ({ summary, foreign: isForeign(deps.stores, summary.labels) }));
  const colours = await Promise.all(
    expectColours(deps, view, berth, serving).map((colour) => withSecrets(deps, app, colour)),
  );
  const named = colours.map(({ colour, deployment, replicas }) => ({
    colour,
    deployment,
    names: replicas.map(({ spec }) => spec.name),
  }));
  const first = matchContainers(app, environment, named, parts);
  const network = view.networks.get(networkName(environment));
  const edge = expectEdge(berth, active, serving, network, first.edge?.summary, deps.specHash);
  const described = new Map<SeenPart, Promise<SeenPart>>();
  for (const colour of colours.filter(({ replaced }) => !replaced)) {
    for (const { replica } of colour.replicas) {
      const part = first.replicas.get(`${colour.colour} ${replica}`);
      if (part !== undefined) described.set(part, lookAtReplica(deps, view, colour, part));
    }
  }
  if (first.edge !== undefined) described.set(first.edge, lookAt(view, first.edge));
  const [edgeView, ...seen] = await Promise.all([
    lookIntoEdge(view, first.edge, edge.appPort),
    ...parts.map((part) => described.get(part) ?? part),
  ]);
  const release = deps.stores.releases.get(serving.release);
  const tag = release?.tag ?? '';
  return {
    matched: matchContainers(app, environment, named, seen),
    input: {
      app,
      version: serving.version,
      active,
      colours: colours.map((colour) => withImage(colour, first)),
      edge,
      containers: seen,
      edgeView,
      tag: {
        name: tag,
        expected: deps.stores.releases.engineId(serving.release, view.host.id) ?? '',
        observed: view.tags.get(tag),
      },
      events: view.events,
      since: serving.startedAt,
      ignore: await ignoredBy(deps, app),
    },
  };
}

async function withSecrets(deps: DriftDeps, app: string, colour: ExpectedColour): Promise<ExpectedColour> {
  const config = deps.stores.deployments.get(colour.deployment)?.config;
  if (colour.replaced || config === undefined) return colour;
  return { ...colour, secrets: await lookUpSecrets(deps, app, config) };
}

/** Where it is not recorded which image the engine has for a release, there is nothing to compare the container's with. */
function withImage(colour: ExpectedColour, { replicas }: Matched<SeenPart>): ExpectedColour {
  return {
    ...colour,
    replicas: colour.replicas.map(({ replica, spec }) => ({
      replica,
      spec:
        spec.image === ''
          ? { ...spec, image: replicas.get(`${colour.colour} ${replica}`)?.summary.image ?? '' }
          : spec,
    })),
  };
}

async function lookAt(view: HostView, part: SeenPart): Promise<SeenPart> {
  const seen = await view.ask(() => view.engine.containers.describe(part.summary.id));
  return seen === undefined ? part : { ...part, seen };
}

async function lookAtReplica(
  deps: DriftDeps,
  view: HostView,
  { deployment }: ExpectedColour,
  part: SeenPart,
): Promise<SeenPart> {
  const { summary } = part;
  const made = madeBy(deps, deployment);
  const [described, image] = await Promise.all([
    lookAt(view, part),
    // Nobody can change later what a container was made with, so this is only asked of one that somebody else made.
    summary.createdAt > made + CREATED_GRACE_MS
      ? view.ask(() => view.engine.images.inspect(summary.image))
      : undefined,
  ]);
  const writable = described.seen?.setup.readOnlyRoot !== true;
  const changes =
    summary.state === 'running' && writable ? await readChanges(deps, view, summary.id) : undefined;
  return {
    ...described,
    ...(changes === undefined ? {} : { changes }),
    ...(image === undefined ? {} : { image }),
  };
}

/** When a deployment had made its containers. */
function madeBy({ stores }: DriftDeps, deployment: string): number {
  const step = stores.deployments.steps(deployment).find(({ name }) => name === 'create');
  return step === undefined ? Infinity : step.startedAt + (step.durationMs ?? 0);
}

async function readChanges(
  { changesLimitMs = CHANGES_LIMIT_MS }: DriftDeps,
  view: HostView,
  id: string,
): Promise<NonNullable<SeenPart['changes']>> {
  const signal = AbortSignal.timeout(changesLimitMs);
  try {
    return await view.ask(() => view.engine.containers.changes(id, { limit: MOST_CHANGES, signal }));
  } catch (error) {
    return { problem: signal.aborted ? 'the engine took too long' : toFailure(error).message };
  }
}

async function lookIntoEdge(
  view: HostView,
  edge: SeenPart | undefined,
  appPort: number,
): Promise<DriftInput['edgeView']> {
  if (edge === undefined || edge.summary.state !== 'running') return undefined;
  try {
    return await view.ask(() => peekEdge(view.engine, edge.summary.id, appPort));
  } catch (error) {
    return { problem: toFailure(error).message };
  }
}

/** A file that cannot be read ignores nothing; that it cannot be read is told where it is needed. */
async function ignoredBy(deps: DriftDeps, app: string): Promise<DriftInput['ignore']> {
  try {
    return compileIgnored((await deps.appConfig(app)).drift?.ignore ?? []);
  } catch {
    return compileIgnored([]);
  }
}
