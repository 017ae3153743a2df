import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placementKey } from '../../../shared/model/house.ts';
import { connectByLink, enter } from '../../support/serve/enter.ts';
import { startServing, type Serving } from '../../support/serve/start-serving.ts';
import type { WireClient } from '../../support/serve/wire-client.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { openCommandLine, type CommandLine } from '../cli/command-line.ts';

let shop: Workshop;
let cli: CommandLine;
let serving: Serving;
let client: WireClient;
let key: string;

/** v1 serves in dev, put there by the command line; the server runs on the same data. */
beforeAll(async () => {
  shop = await openWorkshop();
  cli = await openCommandLine(shop);
  await shop.configure({ version: 'v1' });
  expect(await cli.run('deploy', shop.app, shop.dev)).toMatchObject({ code: 0 });
  serving = await startServing(cli.env, { cwd: shop.folder });
  client = await connectByLink(serving.url);
  key = placementKey({ app: shop.app, environment: shop.dev, host: 'local' });
});
afterAll(async () => {
  client.terminate();
  await serving.stop();
  await cli.remove();
  await shop.remove();
});

describe('the interface', () => {
  test('is the one that was built, with what belongs to it', async () => {
    const page = await (await fetch(`${serving.origin}/`)).text();
    const [script = ''] = /assets\/[\w-]+\.js/.exec(page) ?? [];
    const answer = await fetch(`${serving.origin}/${script}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  test('tells nothing of the house to whoever has not come in', async () => {
    const { host } = new URL(serving.url);
    expect((await fetch(`${serving.origin}/session`)).status).toBe(401);
    const page = await (await fetch(`${serving.origin}/`)).text();
    expect(page).not.toContain(shop.app);
    expect(host).toBe(`127.0.0.1:${serving.port}`);
  });
});

describe('the house', () => {
  test('is what the command line made it', async () => {
    const house = await client.get('house.get', {});
    expect(house.placements).toContainEqual(
      expect.objectContaining({ key, version: 1, app: shop.app, environment: shop.dev, host: 'local' }),
    );
  });

  test('tells every client what the command line does', async () => {
    const other = await connectByLink(serving.url);
    await shop.configure({ version: 'v2' });
    const running = cli.start(['deploy', shop.app, shop.dev, '--build']);
    for (const one of [client, other]) {
      await one.hearEvent('deployment.changed', ({ live }) => live.key === key);
    }
    const finished = await running.ended;
    expect(finished.code).toBe(0);
    for (const one of [client, other]) {
      await one.hearEvent(
        'placement.changed',
        ({ placement }) => placement.key === key && placement.version === 2,
      );
    }
    other.terminate();
  });

  test('numbers its events without a gap', async () => {
    const { seq } = await client.get('house.get', {});
    const heard = client.heard.flatMap((message) => (message.type === 'feed' ? message.events : []));
    const numbers = heard.map((event) => event.seq);
    const [first = 0] = numbers;
    expect(numbers).toEqual(numbers.map((_, index) => first + index));
    expect(numbers.at(-1)).toBeLessThanOrEqual(seq);
  });
});

describe('a deployment that a page begins', () => {
  test('is recorded as one of serve, and ends with an event', async () => {
    const { operation } = await client.get('deployments.start', {
      kind: 'rollback',
      app: shop.app,
      environment: shop.dev,
    });
    const { live } = await client.hearEvent(
      'deployment.ended',
      (event) => event.live.operation === operation,
    );
    expect(live.deployment).toMatchObject({ state: 'live', kind: 'rollback' });
    const shown = await cli.run('show', live.deployment.id, '--json');
    expect(JSON.stringify(shown.json())).toContain('"via":"serve"');
    expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v1' });
  });

  test('locks its placement: a second client learns who has it, and since when', async () => {
    await shop.configure({ version: 'v3', behaviour: 'slow-start' });
    const build = await client.get('releases.build', { app: shop.app });
    await client.hearEvent(
      'operation.changed',
      (event) => event.operation.id === build.operation && event.operation.state === 'done',
    );
    const second = await connectByLink(serving.url);
    const first = await client.get('deployments.start', {
      kind: 'deploy',
      app: shop.app,
      environment: shop.dev,
    });
    await second.hearEvent('deployment.changed', ({ live }) => live.operation === first.operation);
    const refused = await second.ask('deployments.start', {
      kind: 'deploy',
      app: shop.app,
      environment: shop.dev,
    });
    const error = refused.ok ? await lockedLater(second, refused.value.operation) : refused.error;
    expect(error).toMatchObject({ code: 'placement.locked' });
    expect(JSON.stringify(error)).toMatch(/"since"/);
    await client.hearEvent('deployment.ended', ({ live }) => live.operation === first.operation);
    second.terminate();
  });
});

/** A deployment that could not begin may say so in its operation. */
async function lockedLater(client: WireClient, operation: string) {
  const { operation: ended } = await client.hearEvent(
    'operation.changed',
    (event) => event.operation.id === operation && event.operation.state === 'failed',
  );
  return ended.error;
}

describe('what no page of ours sends', () => {
  test.each([
    ['house.burn', {}],
    ['toString', {}],
    ['house.get', { more: 1 }],
    ['deployments.start', { kind: 'shout', app: 'a', environment: 'b' }],
    ['deployments.start', null],
    ['notices.list', { limit: '50' }],
    ['notices.list', { limit: 1_000_000 }],
    ['logs.follow', { app: 'a', environment: 'b' }],
    ['desktop.chooseFolder', {}],
  ])('%s %j is answered with usage', async (name, input) => {
    client.send({ type: 'call', id: 1, name, input });
    const { reply } = await client.hear('reply', ({ id }) => id === 1);
    expect(reply).toMatchObject({ ok: false, error: { code: 'usage' } });
    client.heard.length = 0;
  });

  test('a stream that there is not ends with usage', async () => {
    client.send({ type: 'open', id: 2, name: 'house.get', input: {} });
    expect((await client.hear('end', ({ id }) => id === 2)).error).toMatchObject({ code: 'usage' });
  });
});

test('a client that goes away in mid-stream takes its stream along, and nothing else', async () => {
  const reader = await connectByLink(serving.url);
  reader.send({
    type: 'open',
    id: 1,
    name: 'logs.follow',
    input: { app: shop.app, environment: shop.dev, tail: 10 },
  });
  await reader.hear('item', ({ id }) => id === 1);
  reader.terminate();
  expect((await client.get('house.get', {})).apps.map(({ name }) => name)).toContain(shop.app);
});

describe('a server of its own', () => {
  test('leaves on Ctrl-C: connections are told, the port is free again, and what serves goes on', async () => {
    const other = await startServing(cli.env, { cwd: shop.folder });
    const guest = await connectByLink(other.url);
    const ended = await other.stop();
    expect(ended).toMatchObject({ code: 0, signal: null });
    expect(await guest.closed).toBe(1001);
    const again = await startServing(cli.env, { cwd: shop.folder, port: other.port });
    await expect(enter(other.url)).rejects.toThrow('401');
    await again.stop();
    expect((await shop.get(shop.ports.dev)).status).toBe(200);
  });

  test('says what to do when its port is taken', async () => {
    const done = await cli.run('serve', '--json', '--port', String(serving.port));
    expect(done.code).toBe(1);
    expect(done.json()).toMatchObject({ error: { code: 'port.taken' } });
  });
});
