import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { ENTER_PATH, SESSION_PATH } from '../../shared/contract/wire.ts';
import { isOurHost, isOurOrigin } from './check-host.ts';
import { readCookie, sessionCookie } from './cookies.ts';
import { enterPage, ENTER_STYLE, ENTER_STYLE_PATH } from './enter-page.ts';
import { findFile } from './find-file.ts';
import { securityHeaders } from './security-headers.ts';
import type { ServerContext } from './server-context.ts';

/**
 * Answers what is not the WebSocket. The interface's own files are no secret and come without a session; everything that
 * they show comes through the contract, and that has one. Never rejects.
 */
export async function answerRequest(
  context: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { host, origin } = request.headers;
  const say = (status: number, headers: Headers = {}, body = '', forms = false): void => {
    response.writeHead(status, {
      ...securityHeaders(forms),
      'cache-control': 'no-store',
      'content-length': Buffer.byteLength(body),
      ...headers,
    });
    response.end(request.method === 'HEAD' ? '' : body);
  };
  if (!isOurHost(host, context)) {
    say(421, TEXT, `This server does not answer for ${JSON.stringify(host ?? '')}.\n`);
    return;
  }
  if (origin !== undefined && !isOurOrigin(origin, host, context.tls)) {
    say(403, TEXT, 'This server answers no other pages than its own.\n');
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    say(405, { ...TEXT, allow: 'GET, HEAD', connection: 'close' }, 'Only GET is answered here.\n');
    return;
  }
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  switch (path) {
    case SESSION_PATH: {
      const secret = readCookie(request.headers.cookie, context.cookieName());
      say(context.sessions.find(secret) === undefined ? 401 : 204);
      return;
    }
    case ENTER_PATH:
      enter(context, request, new URLSearchParams(query).get('token'), say);
      return;
    case ENTER_STYLE_PATH:
      say(200, { 'content-type': 'text/css; charset=utf-8' }, ENTER_STYLE);
      return;
    default:
      await sendFile(context.root, path, request, response, say);
  }
}

type Headers = Readonly<Record<string, string | number>>;
type Say = (status: number, headers?: Headers, body?: string, forms?: boolean) => void;

const TEXT = { 'content-type': 'text/plain; charset=utf-8' };
const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** The token for a session, and then an address without it. */
function enter(context: ServerContext, request: IncomingMessage, token: string | null, say: Say): void {
  if (token === null) {
    say(401, HTML, enterPage('no-session'), true);
    return;
  }
  const from = request.socket.remoteAddress ?? '';
  const waitMs = context.tries.waitMs(from);
  if (waitMs > 0) {
    const seconds = Math.ceil(waitMs / 1000);
    say(429, { ...HTML, 'retry-after': seconds }, enterPage('too-many-tries', seconds), true);
    return;
  }
  const begun = context.sessions.begin(token.trim());
  if (begun === 'wrong-token') {
    context.tries.failed(from);
    say(401, HTML, enterPage('wrong-token'), true);
  } else if (begun === 'too-many') {
    say(503, HTML, enterPage('too-many-sessions'), true);
  } else {
    const cookie = sessionCookie(context.cookieName(), begun.secret, context.tls);
    say(303, { location: '/', 'set-cookie': cookie });
  }
}

async function sendFile(
  root: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  say: Say,
): Promise<void> {
  const file = await findFile(root, path);
  if (file === undefined) {
    say(404, TEXT, 'There is nothing here.\n');
    return;
  }
  response.writeHead(200, {
    ...securityHeaders(),
    'content-type': file.type,
    'content-length': file.bytes,
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-store',
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  // A browser that leaves, or a file that is replaced meanwhile, breaks off this answer and nothing else.
  await pipeline(createReadStream(file.path), response).catch(() => response.destroy());
}
