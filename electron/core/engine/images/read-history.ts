import { z } from 'zod';
import type { EngineConnection } from '../engine-connection.ts';
import type { ImageStep } from '../image-usage.ts';
import { apiPath, LIMIT } from '../http/engine-request.ts';
import { count, text } from '../payload.ts';

const payload = z.array(z.object({ Size: count, CreatedBy: text }));

/** The steps that made an image, oldest first. Steps that changed no file have no layer and size 0; a layer may have size 0 too. */
export async function readHistory({ http }: EngineConnection, id: string): Promise<readonly ImageStep[]> {
  const steps = await http.json(
    {
      method: 'GET',
      path: apiPath('images', id, 'history'),
      limitMs: LIMIT.question,
      about: { kind: 'image', doing: `tell how image ${id} was made` },
    },
    payload,
  );
  return steps.map(({ Size, CreatedBy }) => ({ sizeBytes: Size, createdBy: CreatedBy })).reverse();
}
