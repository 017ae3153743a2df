import type { EngineConnection } from '../engine-connection.ts';
import { apiPath, LIMIT } from '../http/engine-request.ts';

/**
 * Removes a tag, or, given an ID, an image, never by force. The engine refuses (`engine.failed`, status 409) the last
 * tag of an image that a container uses, and the ID of an image that has several tags. Gone already is as good.
 */
export async function removeImage({ http }: EngineConnection, reference: string): Promise<void> {
  await http.call({
    method: 'DELETE',
    path: apiPath('images', reference),
    accept: [404],
    limitMs: LIMIT.change,
    about: { kind: 'image', doing: `remove image ${reference}` },
  });
}
