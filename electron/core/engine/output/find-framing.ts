import type { IncomingHttpHeaders } from 'node:http';
import type { EngineConnection } from '../engine-connection.ts';
import { containerPayload } from '../containers/read-container-state.ts';
import { apiPath, LIMIT } from '../http/engine-request.ts';
import { compareVersions } from '../negotiate-version.ts';

/**
 * Whether output comes in frames. From API 1.42 the content type tells; before it, and with Podman, only the container's
 * configuration does.
 */
export async function findFraming(
  connection: EngineConnection,
  headers: IncomingHttpHeaders,
  id: string,
): Promise<'frames' | 'raw'> {
  const type = headers['content-type'] ?? '';
  if (type.includes('multiplexed-stream')) return 'frames';
  if (
    type.includes('raw-stream') &&
    connection.flavour === 'docker' &&
    compareVersions(connection.apiVersion, '1.42') >= 0
  )
    return 'raw';
  const container = await connection.http.json(
    {
      method: 'GET',
      path: apiPath('containers', id, 'json'),
      limitMs: LIMIT.question,
      about: { kind: 'container', doing: `read the output of container ${id}` },
    },
    containerPayload,
  );
  return container.Config.Tty ? 'raw' : 'frames';
}
