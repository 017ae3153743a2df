import type { Duplex } from 'node:stream';
import type { EngineConnection } from '../engine-connection.ts';
import type { CallOptions, OutputStream } from '../engine.ts';
import { apiPath, LIMIT } from '../http/engine-request.ts';
import { demultiplexOutput } from '../output/demultiplex-output.ts';
import { findFraming } from '../output/find-framing.ts';
import { splitLines } from '../output/split-lines.ts';
import { socketChunks } from '../output/socket-chunks.ts';

/**
 * Listens to a container that has not started yet, so that not one line is missed. The lines have no times. The container
 * waits when they are not read: they must be taken, or the stream closed.
 */
export async function attachOutput(
  connection: EngineConnection,
  id: string,
  options: CallOptions = {},
): Promise<OutputStream> {
  const { socket, headers } = await connection.http.hijack({
    method: 'POST',
    path: apiPath('containers', id, 'attach'),
    query: { stream: true, stdout: true, stderr: true },
    signal: options.signal,
    limitMs: LIMIT.firstByte,
    about: { kind: 'container', doing: `attach to container ${id}` },
  });
  try {
    const framing = await findFraming(connection, headers, id);
    return {
      lines: splitLines(demultiplexOutput(read(connection, socket, id, options.signal), framing), 'none'),
      close: () => void socket.destroy(),
    };
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function read(connection: EngineConnection, socket: Duplex, id: string, signal: AbortSignal | undefined) {
  const about = { kind: 'container', doing: `read the output of container ${id}` } as const;
  return socketChunks(socket, connection.endpoint, about, signal);
}
