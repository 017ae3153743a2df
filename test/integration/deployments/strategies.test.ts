import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLoad } from '../../support/load-client.ts';
import { watchTogether } from '../../support/watch-together.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.remove());

const place = () => ({ app: shop.app, environment: shop.dev });

describe('hold-and-swap', () => {
  const volumes = { volumes: ['data:/data'] };

  it('never lets two versions have the volume, and requests wait instead of failing', async () => {
    await shop.release({ dev: volumes });
    await shop.core.deployments.deploy(place());
    await shop.release({ dev: volumes });
    const plan = await shop.core.deployments.plan(place());
    expect(plan.strategy).toBe('hold-and-swap');
    expect(plan.strategyWhy).toContain('`data`');

    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const watching = watchTogether(shop, shop.dev);
    const outcome = await shop.core.deployments.deploy(place());
    const result = await clients.stop();
    expect(await watching.stop()).toBe(1);
    expect(outcome.deployment.state).toBe('live');
    expect(result.failures).toEqual([]);
    expect(result.versions).toEqual(['v1', 'v2']);
    expect(outcome.deployment.receipt?.interruptionMs).toBeGreaterThan(0);

    const again = startLoad({ host: shop.address, port: shop.ports.dev });
    const back = await shop.core.deployments.rollback(place());
    expect((await again.stop()).failures).toEqual([]);
    expect(back.deployment).toMatchObject({ state: 'live', version: 1 });
    // A probe that is held does not mean that there is no way to the published port.
    expect(back.deployment.receipt?.via).toBe('port');
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
  });

  it('starts the old version again when the new one is no good', async () => {
    await shop.release({ dev: volumes });
    await shop.core.deployments.deploy(place());
    await shop.release({ behaviour: 'exit', dev: volumes });
    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const outcome = await shop.core.deployments.deploy(place());
    const result = await clients.stop();
    expect(outcome.deployment.state).toBe('failed');
    expect(result.failures).toEqual([]);
    expect(result.versions).toEqual(['v1']);
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
  });
});

describe('hold-and-swap to a version that does not get ready', () => {
  it.each([
    { behaviour: 'never-healthy', state: 'failed' },
    { behaviour: 'unhealthy-later', state: 'reverted' },
  ])('$behaviour: gives the volume back to the old one, never to both', async ({ behaviour, state }) => {
    const dev = { volumes: ['data:/data'] };
    await shop.release({ dev });
    await shop.core.deployments.deploy(place());
    await shop.release({
      behaviour,
      dev,
      app: {
        bake: '15s',
        environment: { BEHAVIOUR_AFTER_MS: 3000 },
        health: { path: '/healthz', interval: '250ms', timeout: '1s', stable: '300ms', deadline: '3s' },
      },
    });
    const watching = watchTogether(shop, shop.dev);
    const outcome = await shop.core.deployments.deploy(place());
    expect(await watching.stop()).toBe(1);
    expect(outcome.deployment.state).toBe(state);
    expect(outcome.serving).toEqual({ version: 1, colour: 'blue' });
    expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v1' });
  });
});

describe('several replicas', () => {
  it('all serve, and all of them change sides at once', async () => {
    await shop.release({ dev: { replicas: 3 } });
    await shop.core.deployments.deploy(place());
    const instances = new Set<string>();
    for (let index = 0; index < 12; index += 1) {
      instances.add((JSON.parse((await shop.get(shop.ports.dev)).body) as { instance: string }).instance);
    }
    expect(instances.size).toBe(3);
    await shop.release({ dev: { replicas: 2 } });
    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const outcome = await shop.core.deployments.deploy(place());
    const result = await clients.stop();
    expect(outcome.deployment.state).toBe('live');
    expect(result.failures).toEqual([]);
    expect(result.versions).toEqual(['v1', 'v2']);
  });
});

describe('TCP mode', () => {
  it('gives new connections to the new version and leaves open ones where they are', async () => {
    await shop.release({ dev: { mode: 'tcp' } });
    await shop.core.deployments.deploy(place());
    const open = await openDownload(shop, 4);
    await shop.release({ dev: { mode: 'tcp' } });
    const outcome = await shop.core.deployments.deploy(place());
    expect(outcome.deployment.state).toBe('live');
    expect(outcome.deployment.receipt?.failures).toBe(0);
    expect((await shop.get(shop.ports.dev)).version).toBe('v2');
    expect(await open.finished).toBeGreaterThan(100_000);
    expect((await shop.core.deployments.rollback(place())).deployment).toMatchObject({
      state: 'live',
      version: 1,
    });
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
  });

  it('ends what stays open where one version has to stop first, and counts it', async () => {
    const dev = { mode: 'tcp', volumes: ['data:/data'] };
    await shop.release({ dev });
    await shop.core.deployments.deploy(place());
    const kept = await openIdle(shop);
    await shop.release({ dev });
    expect((await shop.core.deployments.plan(place())).interruptions).toMatchObject([{ kind: 'hold' }]);
    const outcome = await shop.core.deployments.deploy(place());
    expect(outcome.deployment.state).toBe('live');
    await kept.ended;
    expect(outcome.deployment.receipt).toMatchObject({ connectionsCut: 1, failures: 0 });
  });

  it('can be changed to from HTTP, announced as an interruption', async () => {
    await shop.release();
    await shop.core.deployments.deploy(place());
    await shop.release({ dev: { mode: 'tcp' } });
    const plan = await shop.core.deployments.plan(place());
    expect(plan.interruptions.map((each) => each.kind)).toEqual(['edge-replacement']);
    const outcome = await shop.core.deployments.deploy(place());
    expect(outcome.deployment.state).toBe('live');
    expect((await shop.get(shop.ports.dev)).version).toBe('v2');
  });
});

describe('another published port', () => {
  it('is announced, measured, and served afterwards', async () => {
    await shop.release();
    await shop.core.deployments.deploy(place());
    await shop.release({ dev: { publish: shop.ports.prod } });
    const plan = await shop.core.deployments.plan(place());
    expect(plan.interruptions[0]?.why).toContain(`${shop.ports.dev} becomes ${shop.ports.prod}`);
    const outcome = await shop.core.deployments.deploy(place());
    expect(outcome.deployment.state).toBe('live');
    expect(outcome.deployment.receipt?.interruptionMs).toBeGreaterThan(0);
    expect((await shop.get(shop.ports.prod)).version).toBe('v2');
    await expect(shop.get(shop.ports.dev)).rejects.toThrow();

    const back = await shop.core.deployments.rollback(place());
    expect(back.deployment.state).toBe('live');
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
  });
});

/** A connection over which one request was answered, and that then stays open. */
async function openIdle(to: Workshop): Promise<{ readonly ended: Promise<unknown> }> {
  const socket = connect(to.ports.dev, to.address);
  const ended = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  await new Promise((resolve) => socket.once('data', resolve));
  return { ended };
}

/** A download that goes on for some seconds; resolves with the number of bytes when it has ended as it should. */
async function openDownload(
  from: Workshop,
  seconds: number,
): Promise<{ readonly finished: Promise<number> }> {
  const socket: Socket = connect(from.ports.dev, from.address);
  socket.write(
    `GET /download?seconds=${seconds}&bytes=200000 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
  );
  let bytes = 0;
  const finished = new Promise<number>((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => (bytes += chunk.length));
    socket.on('end', () => resolve(bytes));
    socket.on('error', reject);
  });
  await new Promise((resolve) => socket.once('data', resolve));
  return { finished };
}
