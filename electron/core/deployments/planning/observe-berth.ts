import type { Colour } from '../../../../shared/model/colour.ts';
import { edgeName } from '../../edge/edge-spec.ts';
import type { ContainerSummary, Engine } from '../../engine/engine.ts';
import { LABEL, LABEL_VERSION } from '../../engine/labels.ts';

/** What the engine has of one berth, read in one call. */
export interface ObservedBerth {
  readonly edge?: ContainerSummary;
  readonly lock?: ContainerSummary;
  readonly colours: Readonly<Record<Colour, readonly ObservedReplica[]>>;
  /** Filled in for a heal: what has the placement's labels, is nothing that was recorded, and is to go. In no colour. */
  readonly strays?: readonly Pick<ContainerSummary, 'id' | 'name'>[];
}

export interface ObservedReplica {
  readonly id: string;
  readonly name: string;
  readonly replica: number;
  readonly deployment: string;
  /** Who made it, as its label says. */
  readonly owner?: string;
  readonly running: boolean;
  /** Engine ID of its image, where the engine's list gives one. */
  readonly image: string;
}

export async function observeBerth(engine: Engine, app: string, environment: string): Promise<ObservedBerth> {
  const containers = await engine.containers.list({
    [LABEL.version]: LABEL_VERSION,
    [LABEL.app]: app,
    [LABEL.env]: environment,
  });
  const edges = containers.filter((container) => roleOf(container) === 'edge');
  const edge = edges.find(({ name }) => name === edgeName({ app, environment })) ?? edges[0];
  const lock = containers.find((container) => roleOf(container) === 'lock');
  return {
    ...(edge === undefined ? {} : { edge }),
    ...(lock === undefined ? {} : { lock }),
    colours: { blue: replicasOf(containers, 'blue'), green: replicasOf(containers, 'green') },
  };
}

function replicasOf(containers: readonly ContainerSummary[], colour: Colour): readonly ObservedReplica[] {
  return containers
    .filter((container) => roleOf(container) === 'replica' && container.labels[LABEL.colour] === colour)
    .map((container) => ({
      ...ownerOf(container),
      id: container.id,
      name: container.name,
      replica: Number(container.labels[LABEL.replica] ?? 0),
      deployment: container.labels[LABEL.deployment] ?? '',
      running: container.state === 'running',
      image: container.image,
    }))
    .sort((a, b) => a.replica - b.replica);
}

function ownerOf(container: ContainerSummary): Pick<ObservedReplica, 'owner'> {
  const owner = container.labels[LABEL.owner];
  return owner === undefined ? {} : { owner };
}

function roleOf(container: ContainerSummary): string | undefined {
  return container.labels[LABEL.role];
}
