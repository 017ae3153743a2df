import { isFailure } from '../../runtime/failure.ts';
import type { EngineConnection } from '../engine-connection.ts';
import { apiPath, LIMIT } from '../http/engine-request.ts';

/** Force-removes a container with its anonymous volumes. Gone already, or going just now, is as good. */
export async function removeContainer({ http }: EngineConnection, id: string): Promise<void> {
  const about = { kind: 'container', doing: `remove container ${id}` } as const;
  try {
    await http.call({
      method: 'DELETE',
      path: apiPath('containers', id),
      query: { force: true, v: true },
      accept: [404],
      limitMs: LIMIT.change,
      about,
    });
  } catch (error) {
    // Somebody else's removal is under way: done when that is done.
    if (!isFailure(error) || error.details['status'] !== 409) throw error;
    await http.call({
      method: 'POST',
      path: apiPath('containers', id, 'wait'),
      query: { condition: 'removed' },
      accept: [404],
      limitMs: LIMIT.change,
      about,
    });
  }
}
