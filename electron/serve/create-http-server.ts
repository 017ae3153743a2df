import http from 'node:http';
import https from 'node:https';
import type { TlsKeyPair } from './read-tls.ts';
import type { ServerLimits } from './server-limits.ts';

const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
/** Beside the WebSockets: pages that are being loaded. */
const OTHER_CONNECTIONS = 192;

/** A server that neither big nor endless requests, nor many of them, can hold up. */
export function createHttpServer(
  tls: TlsKeyPair | undefined,
  limits: Pick<ServerLimits, 'headerBytes' | 'connections'>,
): http.Server | https.Server {
  const options = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
    connectionsCheckingInterval: HEADERS_MS / 2,
  };
  const server =
    tls === undefined
      ? http.createServer(options)
      : https.createServer({
          ...options,
          cert: tls.cert,
          key: tls.key,
          minVersion: 'TLSv1.2',
          handshakeTimeout: HEADERS_MS,
        });
  server.maxConnections = limits.connections + OTHER_CONNECTIONS;
  return server;
}
