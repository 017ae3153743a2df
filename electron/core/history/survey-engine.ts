import type { Colour } from '../../../shared/model/colour.ts';
import { COLOURS } from '../../../shared/model/colour.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { ContainerSummary, Engine, EngineImage } from '../engine/engine.ts';
import { LABEL, LABEL_VERSION } from '../engine/labels.ts';
import { name } from './history-shapes.ts';
import { readReplicaRecord, type ReplicaRecord } from './replica-record.ts';

/** What one engine says by its labels. */
export interface HostSurvey {
  readonly host: Host;
  readonly engine: Engine;
  readonly placements: readonly FoundPlacement[];
  /** Images that were built as a release. */
  readonly images: readonly EngineImage[];
}

export interface FoundPlacement {
  readonly app: string;
  readonly environment: string;
  readonly host: Host;
  readonly engine: Engine;
  readonly edge?: ContainerSummary;
  /** Somebody works on it, or did. */
  readonly lock?: ContainerSummary;
  readonly colours: Readonly<Partial<Record<Colour, FoundColour>>>;
}

/** The containers of one deployment in one colour. */
export interface FoundColour {
  readonly deployment: string;
  readonly replicas: readonly ContainerSummary[];
  /** Absent: they were made by a Twinberth that left none, or it cannot be read. */
  readonly record?: ReplicaRecord;
}

/** Two questions to the engine, and one for each image of ours. With `app`, only that app's. */
export async function surveyEngine(engine: Engine, host: Host, app?: string): Promise<HostSurvey> {
  const labels = { [LABEL.version]: LABEL_VERSION, ...(app === undefined ? {} : { [LABEL.app]: app }) };
  const [containers, images] = await Promise.all([
    engine.containers.list(labels),
    engine.images.list({ ...labels, [LABEL.role]: 'image' }),
  ]);
  return { host, engine, placements: readPlacements(engine, host, containers), images };
}

/** Puts the containers of an engine together by their labels. What has no proper name of an app and an environment is nobody's. */
export function readPlacements(
  engine: Engine,
  host: Host,
  containers: readonly ContainerSummary[],
): readonly FoundPlacement[] {
  const byPlace = new Map<string, ContainerSummary[]>();
  for (const container of containers) {
    const { [LABEL.app]: app, [LABEL.env]: environment, [LABEL.role]: role } = container.labels;
    if (role !== 'edge' && role !== 'replica' && role !== 'lock') continue;
    if (!name.safeParse(app).success || !name.safeParse(environment).success) continue;
    const key = `${environment}/${app}`;
    const there = byPlace.get(key);
    if (there === undefined) byPlace.set(key, [container]);
    else there.push(container);
  }
  return [...byPlace.values()].map((there) => readPlacement(engine, host, there));
}

function readPlacement(engine: Engine, host: Host, there: readonly ContainerSummary[]): FoundPlacement {
  const labels = there[0]?.labels ?? {};
  const edge = there.find((container) => container.labels[LABEL.role] === 'edge');
  const lock = there.find((container) => container.labels[LABEL.role] === 'lock');
  const colours: Partial<Record<Colour, FoundColour>> = {};
  for (const colour of COLOURS) {
    const found = readColour(there, colour);
    if (found !== undefined) colours[colour] = found;
  }
  return {
    app: labels[LABEL.app] ?? '',
    environment: labels[LABEL.env] ?? '',
    host,
    engine,
    colours,
    ...(edge === undefined ? {} : { edge }),
    ...(lock === undefined ? {} : { lock }),
  };
}

/** Should a crash have left containers of several deployments in one colour, the newest are the ones that count. */
function readColour(there: readonly ContainerSummary[], colour: Colour): FoundColour | undefined {
  const all = there
    .filter(({ labels }) => labels[LABEL.role] === 'replica' && labels[LABEL.colour] === colour)
    .toSorted((a, b) => b.createdAt - a.createdAt);
  const deployment = all[0]?.labels[LABEL.deployment];
  if (deployment === undefined) return undefined;
  const replicas = all.filter(({ labels }) => labels[LABEL.deployment] === deployment);
  const record = replicas
    .map(({ labels }) => readReplicaRecord(labels[LABEL.record]))
    .find((found) => found?.deployment.id === deployment);
  return { deployment, replicas, ...(record === undefined ? {} : { record }) };
}
