import { isFailure } from '../../runtime/failure.ts';
import type { EngineConnection } from '../engine-connection.ts';
import type { CallOptions } from '../engine.ts';
import { apiPath, LIMIT } from '../http/engine-request.ts';
import { containerPayload } from './read-container-state.ts';

/** Starts a container; not an error when it runs. The engine refuses to start one that is paused: that one goes on. */
export async function startContainer(
  { http }: EngineConnection,
  id: string,
  { signal }: CallOptions = {},
): Promise<void> {
  const about = { kind: 'container', doing: `start container ${id}` } as const;
  const change = { method: 'POST', signal, limitMs: LIMIT.change, about } as const;
  try {
    await http.call({ ...change, path: apiPath('containers', id, 'start'), accept: [304] });
  } catch (error) {
    if (!isFailure(error) || error.details['status'] !== 409) throw error;
    const { State } = await http.json(
      { method: 'GET', path: apiPath('containers', id, 'json'), signal, limitMs: LIMIT.question, about },
      containerPayload,
    );
    if (State.Status !== 'paused') throw error;
    await http.call({ ...change, path: apiPath('containers', id, 'unpause') });
  }
}
