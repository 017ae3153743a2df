import { otherColour, type Colour } from '../../../../shared/model/colour.ts';
import type { EdgeSession } from '../../edge/edge.ts';
import type { Engine } from '../../engine/engine.ts';
import { LABEL, LABEL_VERSION } from '../../engine/labels.ts';
import type { Clock } from '../../runtime/clock.ts';
import { Failure } from '../../runtime/failure.ts';
import { startPatience } from '../../runtime/start-patience.ts';
import { networkName } from '../planning/engine-names.ts';
import { subnetOf } from '../steps/ensure-network.ts';
import { findStrangers } from '../planning/find-strangers.ts';
import { stopForGood } from '../steps/stop-for-good.ts';
import { awaitQuiet } from '../steps/await-quiet.ts';
import { describeMooring } from '../steps/moor-colour.ts';
import { observeBerth, type ObservedBerth } from '../planning/observe-berth.ts';
import type { RestoreRequest } from './restore-request.ts';
import { restoreEdge } from './restore-edge.ts';
import { openRecordedEdge } from './open-recorded-edge.ts';
import { servingDeployment } from '../../db/serving-deployment.ts';

/** How long what is being undone has between its stop signal and SIGKILL. */
const STOP_GRACE_MS = 10_000;
/** How long the edge may take to see the old colour again; it was good before, so its gate is opened even then. */
const WAIT_UP_MS = 30_000;

/**
 * Brings a placement back to what its berth record says: the recorded colour serves, and nothing is left of `deployment`.
 * Works from what is observed, not from what the deployment remembers, so it serves a failure, an interruption and the time
 * after a crash alike, and can be repeated.
 */
export async function restorePlacement(request: RestoreRequest): Promise<void> {
  const { deps, engine, deployment } = request;
  const observed = await observeBerth(engine, deployment.app, deployment.environment);
  const berth = deps.stores.berths.get(deployment.app, deployment.environment, deployment.host);
  const active = berth?.active;
  if (berth === undefined || active === undefined) {
    await removeEverything(request, observed);
    return;
  }
  const restored = await restoreEdge(request, observed, { ...berth, active });
  const session = restored ?? (await sessionOf(request, observed));
  if (!(await standsIn(request, observed, session, active))) {
    await serveAgain(request, observed, session, active);
    await removeNew(request, observed, session, otherColour(active));
  }
  await removeVolumes(request);
}

/**
 * Whether somebody led the gate to the standby, and of what is recorded as serving nothing is left: then the standby is what
 * clients have, and stays so. The gate would swing to nothing.
 */
async function standsIn(
  { deployment }: RestoreRequest,
  observed: ObservedBerth,
  session: EdgeSession | undefined,
  active: Colour,
): Promise<boolean> {
  const other = otherColour(active);
  if (session === undefined || observed.colours[active].length > 0) return false;
  const standby = observed.colours[other].filter((replica) => replica.deployment !== deployment.id);
  return standby.some(({ running }) => running) && (await session.state()).gate === other;
}

/** Undoes nothing: what is recorded as serving runs, and the gate leads to it. */
export async function serveRecorded(request: RestoreRequest): Promise<void> {
  const { deps, engine, deployment } = request;
  const active = deps.stores.berths.get(deployment.app, deployment.environment, deployment.host)?.active;
  if (active === undefined) return;
  const observed = await observeBerth(engine, deployment.app, deployment.environment);
  await serveAgain(request, observed, await sessionOf(request, observed), active);
}

/** The gate leads to the recorded colour, and its containers run. */
async function serveAgain(
  request: RestoreRequest,
  observed: ObservedBerth,
  session: EdgeSession | undefined,
  active: Colour,
): Promise<void> {
  const { engine, deps, deployment } = request;
  const stopped = observed.colours[active].filter((replica) => !replica.running);
  if (stopped.length > 0) await stopNew(request, observed, session, active);
  await Promise.all(stopped.map((replica) => engine.containers.start(replica.id)));
  // Where it was to be stopped, its policy went first; it may be running still, without one.
  if (stoppedOld(deps, deployment.id))
    await Promise.all(
      observed.colours[active].map(({ id }) => engine.containers.setRestartPolicy(id, 'always')),
    );
  if (session === undefined) return;
  const state = await session.state();
  if (state.gate === active && state.gateOnRestart === active) return;
  await moorActive(request, session, active);
  await waitUp(session, active, deps.clock);
  await session.switchTo(active);
}

/**
 * The old colour was stopped so that the new one could have its volumes to itself; it gets them back the same way. Requests
 * wait meanwhile: there is a moment in which neither runs.
 */
async function stopNew(
  { engine, deps, deployment }: RestoreRequest,
  observed: ObservedBerth,
  session: EdgeSession | undefined,
  active: Colour,
): Promise<void> {
  // A rollback starts containers that another deployment made; where the old ones were stopped for it, they must not meet.
  const alone = stoppedOld(deps, deployment.id);
  const made = observed.colours[otherColour(active)].filter(
    (replica) => replica.running && (alone || replica.deployment === deployment.id),
  );
  if (made.length === 0) return;
  await session?.hold(active, STOP_GRACE_MS + WAIT_UP_MS);
  if (session !== undefined) await awaitQuiet(session, otherColour(active), deps.clock);
  await Promise.all(made.map((replica) => engine.containers.stop(replica.id, STOP_GRACE_MS)));
}

function stoppedOld({ stores }: RestoreRequest['deps'], deployment: string): boolean {
  return stores.deployments.steps(deployment).some(({ name }) => name === 'stop-old');
}

/** Without `ready`, a colour that was stopped for a moment would answer its first requests with a 503. */
async function waitUp(session: EdgeSession, active: Colour, clock: Clock): Promise<void> {
  const patience = startPatience(clock, WAIT_UP_MS);
  for (;;) {
    const seen = (await session.state()).replicas.filter((replica) => replica.colour === active);
    if (seen.length > 0 && seen.every((replica) => replica.ready)) return;
    if (patience.isOver()) return;
    await clock.sleep(25);
  }
}

async function moorActive(
  { deps, engine, deployment }: RestoreRequest,
  session: EdgeSession,
  active: Colour,
): Promise<void> {
  const berth = deps.stores.berths.get(deployment.app, deployment.environment, deployment.host);
  const serving = servingDeployment(deps.stores, berth);
  const network = await engine.networks.inspect(networkName(deployment.environment));
  if (berth === undefined || serving === undefined || network === undefined) return;
  // What the edge saw of it may be older than the moment at which it ended.
  const mooring = describeMooring(subnetOf(network), berth.slot, active, serving.config);
  await session.moor({ ...mooring, restarted: true });
}

/** What the deployment created goes; what it only started again (a former standby) is stopped again. */
async function removeNew(
  request: RestoreRequest,
  observed: ObservedBerth,
  session: EdgeSession | undefined,
  colour: Colour,
): Promise<void> {
  const { engine, deps, deployment } = request;
  const berth = deps.stores.berths.get(deployment.app, deployment.environment, deployment.host);
  const replicas = observed.colours[colour];
  const made = replicas.filter((replica) => replica.deployment === deployment.id);
  const standby = replicas.filter((replica) => replica.deployment !== deployment.id);
  const keepsWarm = berth?.[colour]?.state === 'warm';
  if (made.length > 0 || !keepsWarm) await session?.unmoor(colour);
  await Promise.all([
    ...made.map((replica) => engine.containers.remove(replica.id)),
    ...(keepsWarm
      ? []
      : standby
          .filter((replica) => replica.running)
          .map((replica) => stopForGood(engine, replica.id, STOP_GRACE_MS))),
  ]);
  // Its berth was cleared for what is undone: the standby that was there is gone.
  if (standby.length === 0 && berth?.[colour] !== undefined) {
    const { [colour]: _gone, ...rest } = berth;
    deps.stores.berths.put(rest);
  }
}

/** A first deployment failed: nothing of it serves anybody. */
async function removeEverything(request: RestoreRequest, observed: ObservedBerth): Promise<void> {
  const { deps, engine, deployment } = request;
  // What another machine was cut off from may be in no history here, and is to go all the same.
  const strangers = findStrangers(deps.stores.deployments, observed).filter(
    (replica) => replica.deployment !== deployment.id,
  );
  const replicas = [...observed.colours.blue, ...observed.colours.green];
  const ours = replicas.filter((replica) => !strangers.includes(replica));
  await Promise.all(ours.map((replica) => engine.containers.remove(replica.id)));
  if (observed.edge !== undefined && strangers.length === 0)
    await deps.edges.remove(engine, deployment, observed.edge.id, true);
  await removeVolumes(request);
  deps.stores.berths.remove(deployment.app, deployment.environment, deployment.host);
  await removeEmptyNetwork(engine, deployment.environment, deployment.id);
}

async function removeVolumes({ engine, deployment }: RestoreRequest): Promise<void> {
  const made = await engine.volumes.list({
    [LABEL.version]: LABEL_VERSION,
    [LABEL.deployment]: deployment.id,
  });
  for (const volume of made) await engine.volumes.remove(volume.name);
}

/** A network that this very deployment made, when nothing else has moved in meanwhile. */
async function removeEmptyNetwork(engine: Engine, environment: string, deployment: string): Promise<void> {
  const network = await engine.networks.inspect(networkName(environment));
  if (network === undefined || network.labels[LABEL.deployment] !== deployment) return;
  const others = await engine.containers.list({ [LABEL.version]: LABEL_VERSION, [LABEL.env]: environment });
  const inside = others.filter((container) => container.labels[LABEL.role] !== 'lock');
  if (inside.length === 0 && Object.keys(network.addresses).length === 0)
    await engine.networks.remove(network.id);
}

async function sessionOf(request: RestoreRequest, observed: ObservedBerth): Promise<EdgeSession | undefined> {
  const { deps, engine, deployment, session } = request;
  if (observed.edge === undefined) return undefined;
  if (session?.containerId === observed.edge.id) return session;
  const berth = deps.stores.berths.get(deployment.app, deployment.environment, deployment.host);
  const serving = servingDeployment(deps.stores, berth);
  if (berth === undefined || serving === undefined) {
    throw new Failure(
      'internal',
      `the edge of ${deployment.app} in ${deployment.environment} has no record to go by`,
    );
  }
  return openRecordedEdge(deps, engine, observed, { berth, config: serving.config });
}
