import { z } from 'zod';
import type { EngineConnection } from '../engine-connection.ts';
import { LIMIT } from '../http/engine-request.ts';
import { asDigest, strings } from '../payload.ts';

/** Which image every tag of the engine points to, in one request however many images there are. */
export async function listTags({ http }: EngineConnection): Promise<ReadonlyMap<string, string>> {
  const found = await http.json(
    {
      method: 'GET',
      path: '/images/json',
      limitMs: LIMIT.question,
      about: { kind: 'engine', doing: 'list images' },
    },
    z.array(z.object({ Id: z.string(), RepoTags: strings })),
  );
  return new Map(found.flatMap(({ Id, RepoTags }) => RepoTags.map((tag) => [tag, asDigest(Id)] as const)));
}
