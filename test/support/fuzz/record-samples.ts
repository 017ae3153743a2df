import { writeFile } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { GATE_FILE } from '../../../electron/core/edge/edge-files.ts';
import { openEdgeLine } from '../../../electron/core/edge/edge-line.ts';
import { backendOf } from '../../../electron/core/edge/gate.ts';
import { runtimePort } from '../../../electron/core/edge/render-edge-config.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { parseEndpoint } from '../../../electron/core/engine/parse-endpoint.ts';
import { packChunks } from '../../../electron/core/releases/context/pack-context.ts';
import { startLoad } from '../load-client.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

/*
 * Writes down anew what a real engine and a real edge say, for `recorded/`: events of a deployment, the log of a container,
 * the edge's answers under load, and the archive of a small image. Needs TWINBERTH_TEST_ENGINE, a local socket.
 */

const FOLDER = join(import.meta.dirname, 'recorded');

const shop = await openWorkshop();
try {
  await recordEdge(shop);
  await recordLog(shop);
  await recordImage();
} finally {
  await shop.remove();
}

async function recordEdge(from: Workshop): Promise<void> {
  const place = { app: from.app, environment: from.dev };
  const since = Date.now() / 1000;
  await from.release();
  await from.core.deployments.deploy(place);
  await from.release({ dev: { replicas: 2 } });
  await from.core.deployments.deploy(place);
  const filters = JSON.stringify({ label: [`${LABEL.app}=${from.app}`] });
  const until = Date.now() / 1000;
  const query = new URLSearchParams({ since: since.toFixed(3), until: until.toFixed(3), filters });
  await keep(
    'events.jsonl',
    oneOfEach((await ask('GET', `/events?${query.toString()}`)).toString(), from.folder),
  );

  const [edge] = await from.engine.containers.list({ [LABEL.app]: from.app, [LABEL.role]: 'edge' });
  if (edge === undefined) throw new Error('there is no edge to listen to');
  const clients = startLoad({ host: from.address, port: from.ports.dev, path: '/slow?ms=300' });
  const line = await openEdgeLine(from.engine, edge.id, edge.name, runtimePort(from.ports.dev));
  const { status } = await from.get(from.ports.dev, '/slow?ms=300');
  if (status !== 200) throw new Error('nothing serves');
  await keep('edge-stat.txt', await line.haproxy('show stat -1 6 -1'));
  await keep('edge-map.txt', await line.haproxy(`show map ${GATE_FILE}`));
  await keep('edge-gate.txt', await line.readFile(GATE_FILE));
  await keep('edge-sessions.txt', await line.haproxy('show sess'));
  await keep('edge-connections.txt', await line.haproxy(`show servers conn ${backendOf('green')}`));
  line.close();
  await clients.stop();
}

/** The first event of each kind, with a folder in it that is not this machine's. */
function oneOfEach(events: string, folder: string): string {
  const kinds = new Map<string, string>();
  for (const line of events.trimEnd().split('\n')) {
    const { Type, Action } = JSON.parse(line) as { readonly Type: string; readonly Action: string };
    const kind = `${Type} ${Action}`;
    if (!kinds.has(kind)) kinds.set(kind, line.replaceAll(folder, '/srv/web'));
  }
  return `${[...kinds.values()].join('\n')}\n`;
}

/** Both streams, long lines that the engine splits, and a last line without an end. */
async function recordLog(from: Workshop): Promise<void> {
  const script =
    'echo listening on 8080; echo warning: café >&2; head -c 20000 /dev/zero | tr "\\0" x; echo; printf "no end"';
  const id = await from.engine.containers.create({
    name: `${from.app}-log`,
    image: from.test.images.busybox,
    command: ['sh', '-c', script],
    labels: { [LABEL.app]: from.app },
  });
  await from.engine.containers.start(id);
  await from.engine.containers.wait(id);
  await keep('log.bin', await ask('GET', `/containers/${id}/logs?stdout=1&stderr=1&timestamps=1`));
}

async function recordImage(): Promise<void> {
  const dockerfile = Buffer.from('FROM scratch\nCOPY hello /hello\nLABEL made=here\n');
  const extras = [
    { path: 'Dockerfile', content: dockerfile },
    { path: 'hello', content: Buffer.from('hello\n') },
  ];
  const context = Buffer.concat([...packChunks('/', [], { extras })]);
  const tag = 'twinberth-recorded:1';
  await ask('POST', `/build?t=${tag}`, context);
  await keep('image.json', await ask('GET', `/images/${tag}/json`));
  await keep('image.tar', await ask('GET', `/images/${tag}/get`));
  await ask('DELETE', `/images/${tag}`);
}

async function keep(name: string, content: Buffer | string): Promise<void> {
  await writeFile(join(FOLDER, name), content);
  console.error(`${name}: ${content.length} bytes`);
}

/** What the engine sends, byte for byte. */
async function ask(method: string, path: string, body?: Buffer): Promise<Buffer> {
  const endpoint = parseEndpoint(shop.test.endpoint);
  if (endpoint.kind !== 'unix') throw new Error('samples are recorded over a local socket');
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const headers = { host: 'engine', 'content-type': 'application/x-tar' };
    http.request({ socketPath: endpoint.path, method, path, headers }, resolve).on('error', reject).end(body);
  });
  const content = await buffer(response);
  if ((response.statusCode ?? 500) >= 300) throw new Error(`${method} ${path}: ${content.toString()}`);
  return content;
}
