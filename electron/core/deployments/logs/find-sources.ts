import type { Colour } from '../../../../shared/model/colour.ts';
import type { Host } from '../../../../shared/model/host.ts';
import type { LogSource } from '../../../../shared/model/log-batch.ts';
import type { ContainerSummary, Engine } from '../../engine/engine.ts';
import { LABEL, LABEL_VERSION } from '../../engine/labels.ts';

/** Whose lines are wanted: of the colour that serves (of any, while none does), of both, or of the edge. */
export type LogsOf = 'serving' | 'both' | 'edge';

export interface FoundSource {
  /** Engine's own id of the container. */
  readonly id: string;
  readonly running: boolean;
  readonly wanted: boolean;
  readonly source: LogSource;
}

/** Every container of a placement on a host, and which are wanted; by name. */
export async function findSources(
  engine: Engine,
  host: Host,
  place: { readonly app: string; readonly environment: string },
  wanted: { readonly of: LogsOf; readonly active: Colour | undefined },
): Promise<readonly FoundSource[]> {
  const containers = await engine.containers.list({
    [LABEL.version]: LABEL_VERSION,
    [LABEL.app]: place.app,
    [LABEL.env]: place.environment,
  });
  return containers
    .map((container) => ({
      wanted: isWanted(container.labels, wanted),
      id: container.id,
      running: container.state === 'running',
      source: describe(container, host),
    }))
    .sort((a, b) => (a.source.container < b.source.container ? -1 : 1));
}

function isWanted(
  labels: ContainerSummary['labels'],
  { of, active }: { readonly of: LogsOf; readonly active: Colour | undefined },
): boolean {
  if (of === 'edge') return labels[LABEL.role] === 'edge';
  if (labels[LABEL.role] !== 'replica') return false;
  return of === 'both' || active === undefined || labels[LABEL.colour] === active;
}

function describe({ name, labels }: ContainerSummary, host: Host): LogSource {
  const colour = labels[LABEL.colour];
  const version = Number(/^v(\d+)$/.exec(labels[LABEL.release] ?? '')?.[1]);
  const replica = Number(labels[LABEL.replica]);
  return {
    container: name,
    host: host.name,
    role: labels[LABEL.role] === 'edge' ? 'edge' : 'replica',
    ...(colour === 'blue' || colour === 'green' ? { colour } : {}),
    ...(Number.isInteger(replica) ? { replica } : {}),
    ...(Number.isInteger(version) ? { version } : {}),
  };
}
