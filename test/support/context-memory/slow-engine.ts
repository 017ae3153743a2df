import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** It rests for a moment after so many bytes of a context, which makes it several times slower than a disk is read. */
const REST_EVERY_BYTES = 256 * 1024;

const IMAGE = {
  Id: 'sha256:made',
  Os: 'linux',
  Architecture: 'amd64',
  Size: 1,
  RootFS: { Layers: [] },
  Config: {},
};

/** An engine that takes contexts slowly, keeps nothing of them, and says that each became an image. */
export async function startSlowEngine(path: string): Promise<{
  readonly path: string;
  /** Bytes of contexts so far. */
  readonly received: () => number;
  readonly close: () => Promise<void>;
}> {
  let received = 0;
  const take = async (request: IncomingMessage): Promise<void> => {
    let rested = received;
    for await (const chunk of request) {
      received += (chunk as Buffer).length;
      if (received - rested < REST_EVERY_BYTES) continue;
      rested = received;
      await setTimeout(1);
    }
  };
  const server = createServer((request, response) => {
    response.setHeader('Api-Version', '1.41');
    response.setHeader('Builder-Version', '2');
    response.setHeader('Ostype', 'linux');
    const pathname = decodeURIComponent(new URL(request.url ?? '', 'http://engine').pathname);
    if (pathname.endsWith('/build'))
      void take(request).then(() => response.end('{"id":"moby.image.id","aux":{"ID":"sha256:made"}}\n'));
    else if (pathname.endsWith('/images/sha256:made/json')) response.end(JSON.stringify(IMAGE));
    else if (pathname === '/_ping') response.end('OK');
    else response.writeHead(404).end('{"message":"not for this"}');
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    path,
    received: () => received,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
