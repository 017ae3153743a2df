import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { ServerOptions } from 'node:https';
import type { Endpoint, TlsFiles } from '../../shared/model/host.ts';

/** One request as the fake engine got it. */
export interface FakeCall {
  readonly method: string;
  /** Without the version prefix and the query, decoded. */
  readonly path: string;
  readonly version: string | undefined;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The connection; tests cut it. */
  readonly socket: Socket;
  readonly response: ServerResponse;
  /** Answers 101 and returns the connection for both directions; only for calls that ask for an upgrade. */
  upgrade(): Duplex;
}

export type FakeAnswer = (call: FakeCall) => unknown;

/**
 * Something that speaks just enough of Docker's API over a real socket, and does what real engines do only on bad days:
 * cut an answer, say nothing, send garbage. What no test scripted is answered with 404.
 */
export interface FakeEngine {
  readonly endpoint: Endpoint;
  /** Every request so far, in order. */
  readonly calls: readonly FakeCall[];
  /** Connections accepted so far. */
  accepted(): number;
  /** Connections open now. */
  connections(): number;
  /** Scripts the answer to `GET /containers/json`; later scripts win. */
  on(route: string, answer: FakeAnswer): void;
  /** Breaks every connection that is open now. */
  cutAll(): void;
  close(): Promise<void>;
}

export interface FakeEngineOptions {
  /** Headers of `/_ping`; undefined values remove one of the defaults (those of Docker 20.10). */
  readonly ping?: Readonly<Record<string, string | undefined>>;
  /** Listens on loopback TCP with TLS; the client's files go into the endpoint. */
  readonly tls?: { readonly server: ServerOptions; readonly client: TlsFiles };
}

export async function startFakeEngine(options: FakeEngineOptions = {}): Promise<FakeEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'tb-fake-'));
  const answers = new Map<string, FakeAnswer>();
  const calls: FakeCall[] = [];
  const sockets = new Set<Socket>();
  let accepted = 0;

  const answer = async (call: FakeCall): Promise<void> => {
    calls.push(call);
    const scripted = answers.get(`${call.method} ${call.path}`);
    if (scripted) await scripted(call);
    else sendJson(call.response, 404, { message: `page not found: ${call.method} ${call.path}` });
  };
  const server = options.tls ? https.createServer(options.tls.server) : http.createServer();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void readBody(request).then((body) => answer(describeCall(request, response, body)));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const response = new http.ServerResponse(request);
    response.assignSocket(socket);
    void answer(describeCall(request, response, head.toString()));
  });
  server.on('connection', (socket: Socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  answers.set('GET /_ping', ({ response }) => {
    const headers: FakeEngineOptions['ping'] = { ...DOCKER_20, ...options.ping };
    for (const [name, value] of Object.entries(headers))
      if (value !== undefined) response.setHeader(name, value);
    response.end('OK');
  });

  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const path = join(folder, 'docker.sock');
  await new Promise<void>((resolve) => {
    if (options.tls) server.listen(0, '127.0.0.1', resolve);
    else server.listen(path, resolve);
  });
  return {
    endpoint: options.tls
      ? {
          kind: 'tcp',
          host: '127.0.0.1',
          port: (server.address() as AddressInfo).port,
          tls: options.tls.client,
        }
      : { kind: 'unix', path },
    calls,
    accepted: () => accepted,
    connections: () => sockets.size,
    on: (route, scripted) => void answers.set(route, scripted),
    cutAll,
    close: async () => {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const DOCKER_20 = { 'Api-Version': '1.41', Ostype: 'linux', Server: 'Docker/20.10.24 (linux)' };

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** One frame of the engine's multiplexed output; stream 1 is stdout, 2 stderr. */
export function frame(stream: number, text: string | Buffer): Buffer {
  const payload = Buffer.from(text);
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // The client went away in mid-body; what came is all there is.
  }
  return Buffer.concat(chunks).toString();
}

function describeCall(request: IncomingMessage, response: ServerResponse, body: string): FakeCall {
  const url = new URL(request.url ?? '/', 'http://engine');
  const [, version, path = url.pathname] = /^\/v(\d+\.\d+)(\/.*)$/.exec(url.pathname) ?? [];
  return {
    method: request.method ?? '',
    path: decodeURIComponent(path),
    version,
    query: url.searchParams,
    headers: request.headers,
    body,
    socket: request.socket,
    response,
    upgrade: () => {
      request.socket.write(
        'HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n',
      );
      return request.socket;
    },
  };
}
