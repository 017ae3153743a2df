// What a colour runs in the edge's tests: `node -e "<this file>" NAME`. HTTP on 8080, a greeting and an echo on 9090.
const { createServer } = require('node:http');
const net = require('node:net');

const name = process.argv[1];

const server = createServer((request, response) => {
  if (request.url === '/bad') response.statusCode = 500;
  if (request.url === '/echo') request.pipe(response);
  else if (request.url === '/headers') response.end(JSON.stringify(request.headers));
  else if (request.url === '/slow') setTimeout(() => response.end(name), 300);
  else response.end(name);
});
// Any upgrade becomes an echo: for a proxy that is all there is to a WebSocket.
server.on('upgrade', (request, socket) => {
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n');
  socket.on('error', () => undefined);
  socket.pipe(socket);
});
server.keepAliveTimeout = 60_000;
server.listen(8080);

net
  .createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write(`${name}\n`);
    socket.pipe(socket);
  })
  .listen(9090);

process.on('SIGTERM', () => process.exit(0));
