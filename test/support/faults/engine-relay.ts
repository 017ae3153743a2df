import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Endpoint } from '../../../shared/model/host.ts';

/**
 * How much of a question still gets through before the way is cut: nothing of it; all of it and nothing of its answer;
 * all of it and the first half of what the engine answers at once.
 */
export type CutManner = 'before the request' | 'after the request' | 'in mid-answer';

/** A way to an engine that can be cut: every connection at once, and none is let through until it is mended. */
export interface EngineRelay {
  /** As Docker spells it. */
  readonly endpoint: string;
  cut(): void;
  /**
   * Cuts at the next thing that is asked of the engine, over whichever connection: a call of its API, or a line to a
   * program that was begun with one.
   */
  cutAtNext(manner: CutManner): void;
  /** Whether it is cut now. */
  isCut(): boolean;
  /**
   * Whether those who ask while there is no engine wait until there is one, as they do where systemd keeps its socket
   * (`docker.socket`); otherwise, as at first, they are refused.
   */
  keepSocket(kept: boolean): void;
  /** Lets connections through again; a cut that has not come about does not come any more. */
  mend(): void;
  close(): Promise<void>;
}

export async function relayTo(endpoint: Endpoint): Promise<EngineRelay> {
  const folder = mkdtempSync(join(tmpdir(), 'twinberth-relay-'));
  const path = join(folder, 'engine.sock');
  const open = new Set<Socket>();
  let whole = true;
  let kept = false;
  let manner: CutManner | undefined;
  /** The connection whose answer the cut waits for. */
  let asking: Socket | undefined;
  const cut = () => {
    whole = false;
    manner = undefined;
    asking = undefined;
    for (const socket of open) socket.destroy();
  };
  const asked = (client: Socket, engine: Socket, bytes: Buffer) => {
    if (manner === 'before the request') cut();
    else {
      if (manner !== undefined) asking ??= client;
      pass(bytes, client, engine);
    }
  };
  const answered = (client: Socket, engine: Socket, bytes: Buffer) => {
    if (asking !== client) pass(bytes, engine, client);
    else if (manner === 'after the request') cut();
    // More of it may come before these bytes are on their way; it is as lost as what would come later.
    else if (manner === 'in mid-answer') {
      manner = undefined;
      engine.pause();
      client.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), cut);
    }
  };
  const letThrough = async (client: Socket) => {
    open.add(client);
    client.on('error', () => client.destroy());
    client.on('close', () => open.delete(client));
    const mayWait = () => kept && whole && !client.destroyed;
    const engine = whole ? await reach(endpoint, mayWait) : undefined;
    if (engine === undefined || !whole || client.destroyed) {
      client.destroy();
      engine?.destroy();
      return;
    }
    client.on('data', (bytes) => asked(client, engine, bytes));
    engine.on('data', (bytes) => answered(client, engine, bytes));
    for (const [from, to] of [
      [client, engine],
      [engine, client],
    ] as const) {
      open.add(from);
      from.on('end', () => to.end());
      from.on('drain', () => to.resume());
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  };
  const server: Server = createServer({ allowHalfOpen: true }, (client) => void letThrough(client));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return {
    endpoint: `unix://${path}`,
    cut,
    keepSocket: (keep) => {
      kept = keep;
    },
    cutAtNext: (how) => {
      manner = how;
    },
    isCut: () => !whole,
    mend: () => {
      whole = true;
      manner = undefined;
      asking = undefined;
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** No faster than it is read. */
function pass(bytes: Buffer, from: Socket, to: Socket): void {
  if (!to.write(bytes)) from.pause();
}

/** Undefined when nobody listens there, and it `mayWait` no longer for somebody who does. */
async function reach(endpoint: Endpoint, mayWait: () => boolean): Promise<Socket | undefined> {
  for (;;) {
    const socket = connectTo(endpoint);
    try {
      await once(socket, 'connect');
      return socket;
    } catch {
      socket.destroy();
      if (!mayWait()) return undefined;
      await setTimeout(10);
    }
  }
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
