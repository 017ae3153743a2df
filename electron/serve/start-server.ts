import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { WIRE_PROTOCOL } from '../../shared/contract/wire.ts';
import type { BridgePlatform } from '../../shared/contract/bridge.ts';
import type { Calls } from '../core/calls/calls.ts';
import type { Clock } from '../core/runtime/clock.ts';
import { answerRequest } from './answer-request.ts';
import { answerUpgrade } from './answer-upgrade.ts';
import { sessionCookieName } from './cookies.ts';
import { createHttpServer } from './create-http-server.ts';
import { createTryLimit } from './limit-tries.ts';
import { requireSafeAddress } from './listen-address.ts';
import { listenOn } from './listen-on.ts';
import { printableUrl } from './printable-url.ts';
import type { ServerContext } from './server-context.ts';
import { SERVER_LIMITS, type ServerLimits } from './server-limits.ts';
import { createSessions } from './sessions.ts';
import type { TlsKeyPair } from './read-tls.ts';

export interface ServerOptions {
  readonly calls: Calls;
  readonly clock: Clock;
  readonly platform: Omit<BridgePlatform, 'kind'>;
  /** Folder of the interface's files, absolute and without links. */
  readonly root: string;
  /** An address in numbers, or `localhost`. */
  readonly listen: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly tls?: TlsKeyPair;
  readonly limits?: ServerLimits;
}

export interface RunningServer {
  /** The link that lets a browser in. */
  readonly url: string;
  readonly address: string;
  readonly port: number;
  /** Closes every connection, and the port. */
  close(): Promise<void>;
}

/**
 * Serves the interface and the contract. `usage` for an address that is none, and for one beyond this machine without TLS;
 * `port.taken` and `setting.invalid` when it cannot be listened on.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { clock, tls, limits = SERVER_LIMITS } = options;
  const listen = requireSafeAddress(options.listen, tls !== undefined);
  const token = makeSecret();
  let port = options.port;
  const context: ServerContext = {
    calls: options.calls,
    clock,
    platform: options.platform,
    limits,
    sessions: createSessions({
      token,
      makeSecret,
      clock,
      max: limits.sessions,
      idleMs: limits.sessionIdleMs,
    }),
    tries: createTryLimit(clock, limits.tries),
    listen,
    tls: tls !== undefined,
    ...(tls === undefined ? {} : { certificate: tls.certificate }),
    root: options.root,
    cookieName: () => sessionCookieName(port, tls !== undefined),
  };
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(WIRE_PROTOCOL) ? WIRE_PROTOCOL : false),
  });
  const server = createHttpServer(tls, limits);
  server.on('request', (request, response) => void answerRequest(context, request, response));
  server.on('upgrade', (request, socket, head) => answerUpgrade(context, sockets, request, socket, head));
  await listenOn(server, listen.address, options.port);
  ({ port } = server.address() as AddressInfo);
  return {
    url: printableUrl(context, port, token),
    address: listen.address,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const client of sockets.clients) client.close(GOING_AWAY, 'Twinberth was ended');
        sockets.close();
        // Whoever does not answer the farewell, and connections that are kept for later, do not hold up the end.
        setTimeout(() => {
          for (const client of sockets.clients) client.terminate();
          server.closeAllConnections();
        }, FAREWELL_MS).unref();
        server.closeIdleConnections();
      }),
  };
}

/** RFC 6455, section 7.4.1. */
const GOING_AWAY = 1001;
const FAREWELL_MS = 1000;

/** 256 bits, in letters that need no escaping in a link or a cookie. */
function makeSecret(): string {
  return randomBytes(32).toString('base64url');
}
