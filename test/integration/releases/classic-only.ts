import { createServer, connect } from 'node:net';
import type { Socket } from 'node:net';
import type { Endpoint } from '../../../shared/model/host.ts';

/** In every answer of the engine; 20.10 has no header for its builder, later ones have `Builder-Version: 2` besides. */
const HEADER = /\r\n(?:Builder-Version|Docker-Experimental): \w+/;

/**
 * The same engine behind a socket of ours, where it says of itself that it has no BuildKit. Everything else goes through
 * unchanged, and a connection that is closed on one side is closed on the other.
 */
export async function classicOnly(
  endpoint: Endpoint,
  path: string,
): Promise<{ readonly endpoint: Endpoint; close(): void }> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = endpoint.kind === 'tcp' ? connect(endpoint.port, endpoint.host) : connect(endpoint.path);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => void other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    client.pipe(upstream);
    upstream.on('data', (chunk: Buffer) => {
      if (!client.write(sayClassic(chunk))) upstream.pause();
    });
    client.on('drain', () => void upstream.resume());
    upstream.on('end', () => void client.end());
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    endpoint: { kind: 'unix', path },
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

function sayClassic(chunk: Buffer): Buffer {
  const text = chunk.toString('latin1');
  if (!text.startsWith('HTTP/1.1 ')) return chunk;
  return Buffer.from(text.replace(HEADER, '\r\nBuilder-Version: 1'), 'latin1');
}
