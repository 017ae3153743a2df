import { createServer } from 'node:http';
import { trickle } from './trickle.mjs';
import { acceptWebSocket } from './web-socket.mjs';

/**
 * The sample app's HTTP server. `finish(done)` stops accepting, lets what is being answered end, says goodbye to
 * WebSockets, and calls `done` when nothing is open any more.
 */
export function createSampleServer({ version, instance, behaviour }) {
  const startedAt = Date.now();
  const webSockets = new Set();
  let finishing = false;

  const server = createServer((request, response) => {
    if (finishing) response.setHeader('connection', 'close');
    response.setHeader('x-version', version);
    response.setHeader('x-instance', instance);
    const url = new URL(request.url, 'http://sample');
    if (behaviour.answers500 && url.pathname !== '/healthz')
      return answer(response, 500, { error: 'out of order' });
    const route = routes[url.pathname];
    if (route === undefined) return answer(response, 404, { error: `nothing at ${url.pathname}` });
    route(request, response, url.searchParams);
  });

  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/ws' || finishing) return socket.destroy();
    const webSocket = acceptWebSocket(request, socket, head);
    webSockets.add(webSocket);
    socket.once('close', () => webSockets.delete(webSocket));
  });

  const routes = {
    '/': (_request, response) => answer(response, 200, { version, instance, greeting: process.env.GREETING }),
    '/healthz': (_request, response) =>
      isHealthy(behaviour, Date.now() - startedAt)
        ? answer(response, 200, { healthy: true })
        : answer(response, 503, { healthy: false }),
    '/slow': (_request, response, query) =>
      setTimeout(() => answer(response, 200, { version, instance }), Number(query.get('ms') ?? 1_000)),
    '/download': (_request, response, query) =>
      trickle(response, {
        seconds: Number(query.get('seconds') ?? 1),
        bytes: Number(query.get('bytes') ?? 100_000),
      }),
    '/echo': (request, response) => request.pipe(response),
    '/env': (_request, response) => answer(response, 200, process.env),
    '/fail': (_request, response, query) =>
      answer(response, Number(query.get('status') ?? 500), { failed: true }),
    '/crash': (_request, response) => {
      answer(response, 200, { crashing: true });
      response.once('finish', () => {
        console.error('sample: crashing as asked');
        process.exit(1);
      });
    },
  };

  return Object.assign(server, {
    finish(done) {
      finishing = true;
      server.close(done);
      server.closeIdleConnections();
      for (const webSocket of webSockets) webSocket.sayGoodbye();
    },
  });
}

function isHealthy(behaviour, ageMs) {
  return behaviour.unhealthyAfterMs === undefined || ageMs < behaviour.unhealthyAfterMs;
}

function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}
