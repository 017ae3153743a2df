import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import { findListener } from '../../../electron/core/edge/find-listener.ts';

function listen(host: string): Promise<{ readonly server: Server; readonly port: number }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no port');
      resolve({ server, port: address.port });
    });
  });
}

describe('who listens on a port', () => {
  it('is found by its process', async () => {
    const { server, port } = await listen('127.0.0.1');
    const listener = await findListener(port);
    await new Promise((resolve) => server.close(resolve));
    expect(listener?.pid).toBe(process.platform === 'linux' ? process.pid : undefined);
  });

  it('is nobody once it is closed', async () => {
    const { server, port } = await listen('127.0.0.1');
    await new Promise((resolve) => server.close(resolve));
    expect(await findListener(port)).toBeUndefined();
  });
});
