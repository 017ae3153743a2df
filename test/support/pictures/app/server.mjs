import { createServer } from 'node:http';

/* An app that looks alive in pictures: it answers, logs in colours, and can be in trouble. */

const { NAME = 'app', TROUBLE = 'none', TROUBLE_AFTER_MS = '20000' } = process.env;
const PATHS = ['/', '/cart', '/search?q=rope', '/items/1041', '/items/77', '/account', '/static/main.css'];
const startedAt = Date.now();
let count = 0;

const paint = (code, text) => `\x1b[${code}m${text}\x1b[0m`;
const log = (level, text) => {
  const mark = { info: paint(36, 'INFO '), warn: paint(33, 'WARN '), error: paint(31, 'ERROR') }[level];
  console[level === 'error' ? 'error' : 'log'](`${mark} ${paint(2, NAME)} ${text}`);
};
const inTrouble = () => TROUBLE === 'database' && Date.now() - startedAt > Number(TROUBLE_AFTER_MS);

const server = createServer((request, response) => {
  if (request.url === '/healthz') {
    response.writeHead(inTrouble() ? 503 : 200).end();
    return;
  }
  count += 1;
  const path = PATHS[count % PATHS.length];
  const ms = 3 + ((count * 37) % 23);
  const status = inTrouble() || count % 61 === 0 ? 500 : 200;
  setTimeout(() => {
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ name: NAME, count }));
    if (status === 500)
      log('error', `GET ${path} ${paint(31, 500)} ${ms} ms: connection to the database was refused`);
    else log('info', `GET ${path} ${paint(32, 200)} ${ms} ms`);
    if (count % 41 === 0) log('warn', `cache is ${70 + (count % 20)} % full`);
  }, ms);
});

if (TROUBLE === 'slow-start') {
  log('info', 'reading the index into memory');
  await new Promise((resolve) => setTimeout(resolve, 8000));
}
server.listen(8080, () => log('info', 'listens on 8080'));
process.on('SIGTERM', () => server.close(() => process.exit(0)));
