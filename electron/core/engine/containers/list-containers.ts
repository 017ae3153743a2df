import { z } from 'zod';
import type { EngineConnection } from '../engine-connection.ts';
import type { ContainerSummary } from '../engine.ts';
import { labelFilter, LIMIT } from '../http/engine-request.ts';
import type { LabelsAsked } from '../labels.ts';
import { count, stringMap, strings, text } from '../payload.ts';

const payload = z.array(
  z.object({
    Id: z.string(),
    Names: strings,
    Image: text,
    ImageID: text,
    Labels: stringMap,
    State: text,
    Created: count,
    Ports: z
      .array(z.object({ IP: text, PrivatePort: count, PublicPort: count, Type: text }))
      .nullish()
      .transform((value) => value ?? []),
  }),
);

export async function listContainers(
  connection: EngineConnection,
  labels: LabelsAsked,
  ids?: readonly string[],
): Promise<readonly ContainerSummary[]> {
  if (ids?.length === 0) return [];
  // Of several labels an engine wants all, of several ids any.
  const filters = { ...labelFilter(labels), ...(ids === undefined ? {} : { id: ids }) };
  return list(connection, { all: true, filters });
}

/**
 * Only running containers hold a port, whatever the others ask for. Chosen here and not by the engine's `publish` filter,
 * which Podman spells differently.
 */
export async function listPublishing(
  connection: EngineConnection,
  port: number,
): Promise<readonly ContainerSummary[]> {
  const running = await list(connection, {});
  return running.filter(({ ports }) => ports.some(({ hostPort }) => hostPort === port));
}

async function list(
  { http }: EngineConnection,
  query: Readonly<Record<string, boolean | object>>,
): Promise<readonly ContainerSummary[]> {
  const found = await http.json(
    {
      method: 'GET',
      path: '/containers/json',
      query,
      limitMs: LIMIT.question,
      about: { kind: 'engine', doing: 'list containers' },
    },
    payload,
  );
  return found.map((container) => ({
    id: container.Id,
    name: nameOf(container.Names),
    image: container.ImageID || container.Image,
    labels: container.Labels,
    state: container.State,
    createdAt: container.Created * 1000,
    ports: container.Ports.map(({ IP, PrivatePort, PublicPort, Type }) => ({
      containerPort: PrivatePort,
      protocol: Type || 'tcp',
      ...(PublicPort === 0 ? {} : { hostPort: PublicPort }),
      ...(IP === '' ? {} : { hostAddress: IP }),
    })),
  }));
}

/** Legacy links add names such as `/other/alias`; the own one has no second slash. */
function nameOf(names: readonly string[]): string {
  const own = names.find((name) => name.lastIndexOf('/') <= 0) ?? names[0] ?? '';
  return own.replace(/^\//, '');
}
