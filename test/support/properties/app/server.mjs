import { createServer } from 'node:http';

const { VERSION = 'unversioned', BEHAVIOUR = 'ok' } = process.env;

/** How long it lives after the first request that a client sent through the edge, milliseconds: well within a bake. */
const LIVES_MS = 250;

const server = createServer((request, response) => {
  // The edge says for whom it asks, but not when it only looks whether we are well.
  const forClient = request.headers['x-forwarded-for'] !== undefined;
  if (BEHAVIOUR === 'dies-when-serving' && forClient) setTimeout(() => process.exit(1), LIVES_MS);
  const status = BEHAVIOUR === 'never-ready' ? 503 : 200;
  response.writeHead(status, { 'x-version': VERSION });
  response.end(`${VERSION}\n`);
});
server.listen(8080);

// What is being answered is answered; a process 1 without a handler would not even notice.
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
