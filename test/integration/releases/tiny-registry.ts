import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import { expect, onTestFinished } from 'vitest';
import type { Engine } from '../../../electron/core/engine/engine.ts';
import { testEngine } from '../../support/test-engine.ts';

/** A registry that gives out images and takes none, in a container that only the engine itself can reach. */
export interface TinyRegistry {
  /** `127.0.0.1:PORT`: an address at which the engine asks without TLS. */
  readonly host: string;
  /** Puts an image of the engine into the registry; returns the digest of its manifest. */
  publish(image: string, repository: string, tag: string): Promise<string>;
}

export const REGISTRY_USER = 'ann';
export const REGISTRY_PASSWORD = 'open:sesame';

/** Serves /data as the distribution API's read side (docs/content/spec/api.md of distribution/distribution). */
const SERVER = `
const { createServer } = require('node:http');
const { readFileSync } = require('node:fs');
const wanted = 'Basic ' + Buffer.from(process.env.LOGIN).toString('base64');
createServer((request, response) => {
  if (process.env.LOGIN && request.headers.authorization !== wanted) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="tiny"', 'content-type': 'application/json' });
    response.end('{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}');
    return;
  }
  const path = new URL(request.url, 'http://x').pathname;
  if (path === '/v2/') { response.writeHead(200); response.end('{}'); return; }
  try {
    const body = readFileSync('/data/' + path.slice('/v2/'.length).replaceAll(':', '_'));
    const type = path.includes('/manifests/') ? 'application/vnd.docker.distribution.manifest.v2+json' : 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  } catch {
    response.writeHead(404, { 'content-type': 'application/json' });
    response.end('{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}');
  }
}).listen(5000, () => console.log('listening'));
`;

export async function startRegistry(engine: Engine, app: string, login = ''): Promise<TinyRegistry> {
  const { images, run } = testEngine();
  const node = await engine.images.inspect(images.node);
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  const container = await engine.containers.create({
    name: `twinberth-${app}-registry`,
    image: node?.id ?? '',
    labels: { 'dev.twinberth.app': app, 'dev.twinberth.run': run },
    entrypoint: ['node', '-e', SERVER],
    environment: [`LOGIN=${login}`],
    network: { name: 'bridge' },
    publish: [{ containerPort: 5000, hostPort: port, hostAddress: '127.0.0.1' }],
  });
  onTestFinished(() => engine.containers.remove(container));
  await engine.containers.start(container);
  for await (const line of engine.containers.logs(container, { follow: true })) {
    expect(line.text).toBe('listening');
    break;
  }
  return {
    host: `127.0.0.1:${port}`,
    publish: (image, repository, tag) => publish(engine, container, image, repository, tag),
  };
}

async function publish(
  engine: Engine,
  container: string,
  image: string,
  repository: string,
  tag: string,
): Promise<string> {
  const saved = await unpack(engine, image);
  const [described] = JSON.parse(String(saved.get('manifest.json'))) as [
    { Config: string; Layers: string[] },
  ];
  const config = saved.get(described.Config) ?? Buffer.alloc(0);
  const layers = described.Layers.map((name) => gzipSync(saved.get(name) ?? Buffer.alloc(0)));
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      config: {
        mediaType: 'application/vnd.docker.container.image.v1+json',
        size: config.length,
        digest: digestOf(config),
      },
      layers: layers.map((layer) => ({
        mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
        size: layer.length,
        digest: digestOf(layer),
      })),
    }),
  );
  const tar = pack();
  const put = (path: string, content: Buffer): void =>
    void tar.entry({ name: `data/${repository}/${path.replaceAll(':', '_')}` }, content);
  for (const blob of [config, ...layers]) put(`blobs/${digestOf(blob)}`, blob);
  put(`manifests/${digestOf(manifest)}`, manifest);
  put(`manifests/${tag}`, manifest);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  await engine.containers.putArchive(container, '/', Buffer.concat(chunks));
  return digestOf(manifest);
}

async function unpack(engine: Engine, image: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const reader = extract();
  (await engine.images.save(image)).pipe(reader);
  for await (const entry of reader) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    files.set(entry.header.name, Buffer.concat(chunks));
  }
  return files;
}

function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
