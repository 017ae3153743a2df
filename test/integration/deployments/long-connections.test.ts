import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { openDownload, openEcho, type LongConnection } from '../../support/long-connection.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

/** Longer than any of these tests may take, so that whatever ends sooner was ended, milliseconds. */
const FOR_EVER_MS = 600_000;

let shop: Workshop;
const open: LongConnection[] = [];
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(async () => {
  for (const connection of open.splice(0)) connection.abandon();
  await shop.remove();
});

const place = () => ({ app: shop.app, environment: shop.dev });

/** The first version, with so long to end what it has begun. */
async function serve(drain: string): Promise<void> {
  await shop.release({ app: { drain } });
  await shop.core.deployments.deploy(place());
}

async function opened(connection: Promise<LongConnection>): Promise<LongConnection> {
  open.push(await connection);
  return connection;
}

async function standbyState(): Promise<readonly string[]> {
  const all = await shop.engine.containers.list({ [LABEL.app]: shop.app, [LABEL.colour]: 'blue' });
  return all.map(({ state }) => state);
}

const target = () => ({ host: shop.address, port: shop.ports.dev });
const kinds = [
  {
    what: 'a download',
    connect: () => openDownload(target(), FOR_EVER_MS / 1000),
    cut: /^a download ended after \d+ bytes/,
  },
  { what: 'a WebSocket', connect: () => openEcho(target()), cut: /^a WebSocket was closed with/ },
];

describe.each(kinds)('$what that does not end', ({ connect, cut }) => {
  it('is cut at the end of the drain, and counted', async () => {
    await serve('500ms');
    const connection = await opened(connect());
    await shop.release({ app: { warmFor: '0s', drain: '10m' } });
    const outcome = await shop.core.deployments.deploy(place());
    expect(outcome.deployment).toMatchObject({ state: 'live', receipt: { connectionsCut: 1, failures: 0 } });
    expect(outcome.steps.find(({ name }) => name === 'standby')?.note).toBe(
      'blue drained and stopped, 1 connection cut',
    );
    expect(await connection.endAfter(FOR_EVER_MS)).toEqual([expect.stringMatching(cut)]);
    expect(await standbyState()).toEqual(['exited']);
  });

  it('lives on in a warm standby, and is cut and counted when its time is over', async () => {
    await serve('500ms');
    const connection = await opened(connect());
    await shop.release({ app: { warmFor: '1s', drain: '10m' } });
    const outcome = await shop.core.deployments.deploy(place());
    expect(outcome.deployment.receipt?.connectionsCut).toBeUndefined();
    expect(await standbyState()).toEqual(['running']);
    await expect
      .poll(async () => (await shop.core.settle()).map(({ text }) => text), { timeout: 30_000 })
      .toEqual([
        `The standby of ${shop.app} in ${shop.dev} (blue) was drained and stopped; 1 connection was cut.`,
      ]);
    expect(shop.core.deployments.get(outcome.deployment.id).deployment.receipt?.connectionsCut).toBe(1);
    expect(await connection.endAfter(FOR_EVER_MS)).toEqual([expect.stringMatching(cut)]);
    expect(await standbyState()).toEqual(['exited']);
  });
});

describe('a connection to a standby whose place the next version takes', () => {
  it('is cut at the end of its own drain time, and told of', async () => {
    await serve('500ms');
    const download = await opened(openDownload(target(), FOR_EVER_MS / 1000));
    await shop.release({ app: { warmFor: '10m', drain: '10m' } });
    await shop.core.deployments.deploy(place());
    await shop.release({ app: { warmFor: '10m', drain: '10m' } });
    const outcome = await shop.core.deployments.deploy(place());
    expect(outcome.deployment).toMatchObject({ state: 'live', colour: 'blue', version: 3 });
    expect(outcome.steps.find(({ name }) => name === 'clear')?.note).toBe(
      '1 connection still open after the drain time was cut',
    );
    expect(await download.endAfter(FOR_EVER_MS)).toEqual([expect.stringMatching(/^a download ended after/)]);
  });
});

describe('connections that end by themselves before the drain does', () => {
  it('are not cut by a deployment that stops the old version at once', async () => {
    await serve('10m');
    const download = await opened(openDownload(target(), 5));
    const echo = await opened(openEcho(target()));
    await shop.release({ app: { warmFor: '0s', drain: '0s' } });
    const [outcome, ...problems] = await Promise.all([
      shop.core.deployments.deploy(place()),
      download.endAfter(FOR_EVER_MS),
      echo.endAfter(5_000),
    ]);
    expect(problems).toEqual([[], []]);
    expect(outcome.deployment).toMatchObject({ state: 'live', receipt: { connectionsCut: 0, failures: 0 } });
    expect((await shop.get(shop.ports.dev)).version).toBe('v2');
    expect(await standbyState()).toEqual(['exited']);
  });
});
