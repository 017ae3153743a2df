import { watchEdge } from '../../../electron/core/edge/watch-edge.ts';
import type { ContainerSummary, Engine } from '../../../electron/core/engine/engine.ts';
import type { PlaceName } from '../model/act.ts';
import { berthOf, containersOf, edgeIn } from './look-at-place.ts';
import type { Run } from './run-state.ts';

/** Of the sample app. */
const APP_PORT = 8080;

/** What history, edge and engine say of a placement at this moment, for the report of a failure that may never come again. */
export async function describeScene(run: Run, place: PlaceName): Promise<string> {
  const { engine } = run.ground.shop;
  const [berth, containers] = await Promise.all([berthOf(run, place), containersOf(run, place)]);
  const edge = edgeIn(containers);
  const lines = await Promise.all([
    edge === undefined ? 'no edge' : describeEdge(engine, edge),
    ...containers.map((container) => describeContainer(engine, container)),
  ]);
  return [`recorded: ${JSON.stringify(berth)}`, ...lines].join('\n');
}

async function describeEdge(engine: Engine, edge: ContainerSummary): Promise<string> {
  const watch = await watchEdge(engine, edge, APP_PORT);
  try {
    const { gate, replicas } = await watch.look();
    const servers = replicas.map(
      ({ colour, replica, address, status, check, sinceMs }) =>
        `${colour} ${replica} at ${address} ${status} for ${sinceMs} ms (${check})`,
    );
    return [`gate ${gate}`, ...servers].join('; ');
  } finally {
    watch.close();
  }
}

async function describeContainer(engine: Engine, { id, name }: ContainerSummary): Promise<string> {
  const state = await engine.containers.inspect(id);
  if (state === undefined) return `${name}: gone`;
  const { status, exitCode, restartCount, startedAt } = state;
  return `${name}: ${status}, exit code ${exitCode}, restarted ${restartCount} times, started at ${startedAt ?? '?'}`;
}
