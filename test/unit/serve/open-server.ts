import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NumberedEvent } from '../../../shared/contract/events.ts';
import { WIRE_PATH, WIRE_PROTOCOL } from '../../../shared/contract/wire.ts';
import type { Calls } from '../../../electron/core/calls/calls.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { startServer, type RunningServer, type ServerOptions } from '../../../electron/serve/start-server.ts';
import { SERVER_LIMITS, type ServerLimits } from '../../../electron/serve/server-limits.ts';
import { WireClient } from '../../support/serve/wire-client.ts';

export interface ServerForTests {
  readonly server: RunningServer;
  readonly token: string;
  /** Where it is reached, without a path. */
  readonly origin: string;
  get(path: string, options?: RequestOptions): Promise<Answer>;
  /** Comes in by the link; the cookie as a browser would send it back. */
  enter(): Promise<string>;
  /** A WebSocket as a page of ours opens it; headers over the usual ones. */
  connect(headers?: Readonly<Record<string, string>>, path?: string): Promise<WireClient>;
  announce(event: NumberedEvent): void;
  /** Listeners to events, at the moment. */
  listeners(): number;
  close(): Promise<void>;
}

export interface RequestOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, where the client's own idea of a path would be another. */
  readonly rawPath?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** The real server on a port of its own, with calls that a test makes by hand. */
export async function openServer(
  calls: Partial<Calls> = {},
  options: Partial<Omit<ServerOptions, 'limits'>> & {
    readonly limits?: Partial<ServerLimits>;
    readonly ca?: Buffer;
  } = {},
): Promise<ServerForTests> {
  const { limits, ca, ...more } = options;
  const root = await makeInterface();
  const listeners = new Set<(event: NumberedEvent) => void>();
  const server = await startServer({
    calls: {
      call: (name, input) => Promise.resolve({ ok: true, value: { name, input } }),
      open: async function* () {
        await Promise.resolve();
        yield 'only';
      },
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      ...calls,
    },
    clock: systemClock,
    platform: { os: 'linux', version: '1.2.3' },
    root,
    listen: '127.0.0.1',
    port: 0,
    limits: { ...SERVER_LIMITS, ...limits },
    ...more,
  }).catch(async (error: unknown) => {
    await rm(root, { recursive: true });
    throw error;
  });
  const tls = options.tls !== undefined;
  const origin = `${tls ? 'https' : 'http'}://127.0.0.1:${server.port}`;
  const clients: WireClient[] = [];
  let cookie: string | undefined;
  const running: ServerForTests = {
    server,
    origin,
    token: new URL(server.url).searchParams.get('token') ?? '',
    get: (path, { method = 'GET', headers = {}, rawPath = path } = {}) =>
      ask(tls, { port: server.port, path: rawPath, method, headers, ...(ca ? { ca } : {}) }),
    enter: async () => {
      const { headers } = await running.get(`/enter?token=${running.token}`);
      cookie = (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
      return cookie;
    },
    connect: async (headers = {}, path = WIRE_PATH) => {
      const all = { cookie: cookie ?? (await running.enter()), origin, ...headers };
      const client = new WireClient(origin.replace(/^http/, 'ws') + path, WIRE_PROTOCOL, all, ca);
      clients.push(client);
      await client.opened;
      return client;
    },
    announce: (event) => listeners.forEach((listener) => listener(event)),
    listeners: () => listeners.size,
    close: async () => {
      for (const client of clients) client.terminate();
      await server.close();
      await rm(root, { recursive: true });
    },
  };
  return running;
}

async function makeInterface(): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'twinberth-serve-')));
  await mkdir(join(root, 'assets'));
  await writeFile(join(root, 'index.html'), '<!doctype html><title>Twinberth</title>');
  await writeFile(join(root, 'assets', 'main-a1b2.js'), 'document.title;');
  return root;
}

function ask(tls: boolean, options: http.RequestOptions & { readonly ca?: Buffer }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = (tls ? https : http).request(
      { host: '127.0.0.1', agent: false, ...options },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      },
    );
    request.on('error', reject);
    request.end();
  });
}
