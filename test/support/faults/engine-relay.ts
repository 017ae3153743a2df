import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Endpoint } from '../../../shared/model/host.ts';

/** A way to an engine that can be cut: every connection at once, and none is let through until it is mended. */
export interface EngineRelay {
  /** As Docker spells it. */
  readonly endpoint: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function relayTo(endpoint: Endpoint): Promise<EngineRelay> {
  const folder = mkdtempSync(join(tmpdir(), 'twinberth-relay-'));
  const path = join(folder, 'engine.sock');
  const open = new Set<Socket>();
  let whole = true;
  const server: Server = createServer({ allowHalfOpen: true }, (client) => {
    if (!whole) {
      client.destroy();
      return;
    }
    const engine = connectTo(endpoint);
    for (const [from, to] of [
      [client, engine],
      [engine, client],
    ] as const) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  const cut = () => {
    whole = false;
    for (const socket of open) socket.destroy();
  };
  return {
    endpoint: `unix://${path}`,
    cut,
    mend: () => {
      whole = true;
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function connectTo(endpoint: Endpoint): Socket {
  switch (endpoint.kind) {
    case 'unix':
    case 'npipe':
      return connect({ path: endpoint.path, allowHalfOpen: true });
    case 'tcp':
      return connect({ host: endpoint.host, port: endpoint.port, allowHalfOpen: true });
  }
}
