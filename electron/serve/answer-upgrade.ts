import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocketServer } from 'ws';
import { WIRE_PATH } from '../../shared/contract/wire.ts';
import { isOurHost, isOurOrigin } from './check-host.ts';
import { readCookie } from './cookies.ts';
import { holdConnection } from './hold-connection.ts';
import type { ServerContext } from './server-context.ts';

/**
 * Lets a WebSocket in: one of ours by path, host, origin and session. The origin matters most here, because browsers let
 * every page open a WebSocket to anywhere, and send cookies along.
 */
export function answerUpgrade(
  context: ServerContext,
  sockets: WebSocketServer,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  socket.on('error', () => socket.destroy());
  const { host, origin, cookie } = request.headers;
  if (!isOurHost(host, context)) {
    refuse(socket, '421 Misdirected Request');
    return;
  }
  if (!isOurOrigin(origin, host, context.tls)) {
    refuse(socket, '403 Forbidden');
    return;
  }
  if (request.url !== WIRE_PATH) {
    refuse(socket, '404 Not Found');
    return;
  }
  const session = context.sessions.find(readCookie(cookie, context.cookieName()));
  if (session === undefined) {
    refuse(socket, '401 Unauthorized');
    return;
  }
  if (sockets.clients.size >= context.limits.connections) {
    refuse(socket, '503 Service Unavailable');
    return;
  }
  sockets.handleUpgrade(request, socket, head, (client) => {
    session.connections += 1;
    client.once('close', () => {
      session.connections -= 1;
      session.lastUsed = context.clock.ticks();
    });
    holdConnection(context, client);
  });
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
