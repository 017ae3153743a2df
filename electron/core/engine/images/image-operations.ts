import { Readable } from 'node:stream';
import { z } from 'zod';
import { buildImage } from '../build/build-image.ts';
import type { EngineConnection } from '../engine-connection.ts';
import type { EngineImage, EngineImages } from '../engine.ts';
import { apiPath, labelFilter, LIMIT } from '../http/engine-request.ts';
import { asDigest } from '../payload.ts';
import { inspectImage } from './inspect-image.ts';
import { listSummaries } from './list-summaries.ts';
import { listTags } from './list-tags.ts';
import { loadImage } from './load-image.ts';
import { pullImage } from './pull-image.ts';
import { readHistory } from './read-history.ts';
import { readIdentity } from './read-identity.ts';
import { removeImage } from './remove-image.ts';

export function imageOperations(connection: EngineConnection): EngineImages {
  const { http } = connection;
  const about = (doing: string) => ({ kind: 'image' as const, doing });
  return {
    tags: () => listTags(connection),
    inspect: (reference) => inspectImage(connection, reference),
    tag: async (id, repository, tag) => {
      await http.call({
        method: 'POST',
        path: apiPath('images', id, 'tag'),
        query: { repo: repository, tag },
        limitMs: LIMIT.change,
        about: about(`tag image ${id} as ${repository}:${tag}`),
      });
    },
    removeTag: (reference) => removeImage(connection, reference),
    remove: (id) => removeImage(connection, id),
    list: (labels) => listImages(connection, labels),
    summaries: () => listSummaries(connection),
    history: (id) => readHistory(connection, id),
    pull: (reference, options) => pullImage(connection, reference, options),
    save: async (id, options) => {
      const { body } = await http.stream({
        method: 'GET',
        path: apiPath('images', id, 'get'),
        signal: options?.signal,
        limitMs: LIMIT.firstByte,
        about: about(`save image ${id}`),
      });
      return Readable.from(body, { objectMode: false });
    },
    load: (tar, options) => loadImage(connection, tar, options),
    identity: (id) => readIdentity(connection, id),
    build: (context, request, options) => buildImage(connection, context, request, options),
  };
}

/** How many images are described at the same time. */
const AT_ONCE = 8;

/** The list itself knows neither layers nor configuration, so each image is asked for; one may be gone by then. */
async function listImages(
  connection: EngineConnection,
  labels: Readonly<Record<string, string | true>>,
): Promise<readonly EngineImage[]> {
  const found = await connection.http.json(
    {
      method: 'GET',
      path: '/images/json',
      query: { filters: labelFilter(labels) },
      limitMs: LIMIT.question,
      about: { kind: 'engine', doing: 'list images' },
    },
    z.array(z.object({ Id: z.string() })),
  );
  const images: EngineImage[] = [];
  for (let first = 0; first < found.length; first += AT_ONCE) {
    const some = found.slice(first, first + AT_ONCE);
    const told = await Promise.all(some.map(({ Id }) => inspectImage(connection, asDigest(Id))));
    images.push(...told.filter((image) => image !== undefined));
  }
  return images;
}
