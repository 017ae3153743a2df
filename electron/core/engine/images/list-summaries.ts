import { z } from 'zod';
import type { EngineConnection } from '../engine-connection.ts';
import type { ImageSummary } from '../image-usage.ts';
import { LIMIT } from '../http/engine-request.ts';
import { asDigest, count, stringMap, strings, text } from '../payload.ts';

const payload = z.array(
  z.object({
    Id: z.string(),
    ParentId: text,
    RepoTags: strings,
    RepoDigests: strings,
    Created: count,
    Size: count,
    Labels: stringMap,
  }),
);

/** Every image but the steps in between of the classic builder, in one call. */
export async function listSummaries({ http }: EngineConnection): Promise<readonly ImageSummary[]> {
  const found = await http.json(
    {
      method: 'GET',
      path: '/images/json',
      limitMs: LIMIT.question,
      about: { kind: 'engine', doing: 'list images' },
    },
    payload,
  );
  return found.map((image) => ({
    id: asDigest(image.Id),
    ...(image.ParentId === '' ? {} : { parent: asDigest(image.ParentId) }),
    tags: image.RepoTags.filter((tag) => !tag.startsWith('<none>')),
    repoDigests: image.RepoDigests.filter((digest) => !digest.startsWith('<none>')),
    createdAt: image.Created * 1000,
    sizeBytes: image.Size,
    labels: image.Labels,
  }));
}
