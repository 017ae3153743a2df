import http from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The real engine behind a socket of its own, which can be taken away, closed to others, and made to fail like a bad one. */
export interface RelayedEngine {
  /** As Docker spells it. */
  readonly endpoint: string;
  readonly socket: string;
  /** From now on requests that match (`POST /build`, without the version) get this answer instead of the engine's. */
  fail(route: RegExp, status: number, body: string): void;
  /** Everything is the engine's own again. */
  mend(): void;
  /** The engine is gone: nobody listens any more, and what is open is cut. */
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function relayEngine(endpoint: string): Promise<RelayedEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'tb-relay-'));
  // What keeps others out is the socket's own mode.
  await chmod(folder, 0o755);
  const socket = join(folder, 'docker.sock');
  const target = targetOf(endpoint);
  const faults: { readonly route: RegExp; readonly status: number; readonly body: string }[] = [];
  const open = new Set<Duplex>();
  const server = http.createServer((request, response) => {
    const route = `${request.method} ${(request.url ?? '').replace(/^\/v[\d.]+/, '')}`;
    const fault = faults.find((each) => each.route.test(route));
    if (fault !== undefined) {
      request.resume();
      response.writeHead(fault.status, { 'content-type': 'application/json' }).end(fault.body);
      return;
    }
    const { method, url, headers } = request;
    const onward = http.request({ ...target, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  server.on('upgrade', (request, from: Duplex, head: Buffer) => {
    const onward = net.connect(target.socketPath === undefined ? target : { path: target.socketPath });
    const lines = request.rawHeaders.map((word, index) => (index % 2 === 0 ? `${word}: ` : `${word}\r\n`));
    onward.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join('')}\r\n`);
    onward.write(head);
    from.pipe(onward).pipe(from);
    for (const end of [from, onward]) end.on('error', () => [from, onward].forEach((each) => each.destroy()));
    open.add(onward);
  });
  server.on('connection', (connection) => {
    open.add(connection);
    connection.on('close', () => open.delete(connection));
  });
  const start = () => new Promise<void>((resolve) => server.listen(socket, resolve));
  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const connection of open) connection.destroy();
    await closed;
  };
  await start();
  return {
    endpoint: `unix://${socket}`,
    socket,
    fail: (route, status, body) => void faults.push({ route, status, body }),
    mend: () => void faults.splice(0),
    start,
    stop,
    remove: async () => {
      if (server.listening) await stop();
      await rm(folder, { recursive: true });
    },
  };
}

function targetOf(
  endpoint: string,
): { socketPath: string } | { socketPath?: never; host: string; port: number } {
  if (endpoint.startsWith('unix://')) return { socketPath: endpoint.slice('unix://'.length) };
  const { hostname, port } = new URL(endpoint);
  return { host: hostname, port: Number(port) };
}
