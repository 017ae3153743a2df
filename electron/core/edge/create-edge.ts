import { basename } from 'node:path';
import { COLOURS } from '../../../shared/model/colour.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import type { Engine } from '../engine/engine.ts';
import { LABEL } from '../engine/labels.ts';
import { Failure, isFailure } from '../runtime/failure.ts';
import type { EdgeSession, EdgeSpec, Mooring } from './edge.ts';
import {
  colourConfigFile,
  colourHealthFile,
  EDGE_CONFIG_FILE,
  EDGE_DIRECTORY,
  GATE_FILE,
  HOLD_FILE,
} from './edge-files.ts';
import { edgeServer } from './edge-server.ts';
import { edgeContainerSpec, edgeLabels, edgeName, edgeVolumeName } from './edge-spec.ts';
import { explainTakenPort } from './explain-taken-port.ts';
import { renderGateFile } from './gate.ts';
import { HOLD_ACTION } from './hold-action.ts';
import { openEdgeSession } from './open-edge-session.ts';
import type { EdgeSessionDeps } from './open-edge-session.ts';
import { packFiles } from './pack-files.ts';
import { renderColourConfig, renderEdgeConfig, renderHealthFile } from './render-edge-config.ts';

export interface CreateEdgeRequest {
  readonly spec: EdgeSpec;
  /** What is behind it from the start. */
  readonly moorings: readonly Mooring[];
  readonly gate: Colour | 'none';
  /** The labels that everything of ours carries; those that tell the edge are added. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Creates volume and container, puts the files in, starts it and waits until HAProxy answers. When that fails, the container
 * is removed, and the volume too if it was not there before. Besides engine failures: `port.taken` with who has the port,
 * `edge.failed` with HAProxy's own words when it does not come up.
 */
export async function createEdge(
  engine: Engine,
  request: CreateEdgeRequest,
  deps: EdgeSessionDeps,
): Promise<EdgeSession> {
  const { spec } = request;
  const labels = { ...request.labels, ...edgeLabels(spec) };
  const volume = edgeVolumeName(spec);
  const hadVolume = await isThere(engine, volume);
  let id: string | undefined;
  try {
    await engine.volumes.create(volume, labels);
    id = await engine.containers.create(edgeContainerSpec(spec, labels));
    await engine.containers.putArchive(id, EDGE_DIRECTORY, await packFiles(edgeFiles(request)));
    await engine.containers.start(id);
    return await openEdgeSession(engine, id, spec, { ...deps, firstStart: true });
  } catch (error) {
    const explained = await explain(engine, id, spec, error);
    try {
      if (id !== undefined) await engine.containers.remove(id);
      if (!hadVolume) await engine.volumes.remove(volume);
    } catch (left) {
      deps.log.warn('an edge that could not be created could not be removed either', {
        volume,
        left: String(left),
      });
    }
    throw explained;
  }
}

/** A volume of that name is used again when it is ours; one that is not ours is not touched. */
async function isThere(engine: Engine, name: string): Promise<boolean> {
  const volume = await engine.volumes.inspect(name);
  if (volume === undefined || volume.labels[LABEL.version] !== undefined) return volume !== undefined;
  throw new Failure(
    'name.taken',
    `The volume ${name} is there already and is not Twinberth's. Rename or remove it, or rename the app.`,
    { volume: name },
  );
}

/** Everything in the edge's volume, by file name. */
export function edgeFiles({
  spec,
  moorings,
  gate,
}: CreateEdgeRequest): readonly (readonly [string, string])[] {
  const colours = COLOURS.flatMap((colour) => {
    const mooring = moorings.find((each) => each.colour === colour);
    const servers = mooring?.replicas.map((replica) => edgeServer(replica, mooring.health, 'steady')) ?? [];
    return [
      [colourConfigFile(colour), renderColourConfig(spec, colour, servers)],
      [colourHealthFile(colour), renderHealthFile(mooring?.health.path ?? '/')],
    ] as const;
  });
  const files = [
    [EDGE_CONFIG_FILE, renderEdgeConfig(spec)],
    [GATE_FILE, renderGateFile(gate)],
    [HOLD_FILE, HOLD_ACTION],
    ...colours,
  ] as const;
  return files.map(([path, content]) => [basename(path), content]);
}

async function explain(
  engine: Engine,
  id: string | undefined,
  spec: EdgeSpec,
  error: unknown,
): Promise<unknown> {
  if (isFailure(error, 'port.taken') && spec.publish)
    return explainTakenPort(engine, spec.publish, id, error);
  if (!isFailure(error, 'edge.failed') || id === undefined) return error;
  const said = await lastWords(engine, id);
  return new Failure(
    'edge.failed',
    `The edge ${edgeName(spec)} did not come up: ${said.find((line) => line.includes('[ALERT]')) ?? said.at(-1) ?? error.message}`,
    { ...error.details, haproxy: said.join('\n') },
    { cause: error },
  );
}

async function lastWords(engine: Engine, id: string): Promise<readonly string[]> {
  const lines: string[] = [];
  try {
    for await (const line of engine.containers.logs(id, { tail: 20 })) lines.push(line.text);
  } catch {
    // The evidence is a bonus: the failure that it is about is reported either way.
  }
  return lines;
}
