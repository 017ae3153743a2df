import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatEndpoint } from '../../../shared/model/host.ts';
import { startFakeEngine } from '../../support/fake-engine.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { openCommandLine, type CommandLine } from '../cli/command-line.ts';
import { relayEngine, type RelayedEngine } from './relay-engine.ts';
import { whatIsThere } from './what-is-there.ts';

/** The user `nobody` of most systems. */
const NOBODY = 65534;

let shop: Workshop;
let relay: RelayedEngine;
let cli: CommandLine;
beforeAll(async () => {
  shop = await openWorkshop();
  relay = await relayEngine(shop.test.endpoint);
  cli = await openCommandLine(shop, { DOCKER_HOST: relay.endpoint });
  await shop.configure({ version: 'v1' });
  expect(await cli.run('deploy', shop.app, shop.dev)).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await relay.remove();
  await cli.remove();
  await shop.remove();
});

async function expectServing(before: readonly string[]): Promise<void> {
  expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v1' });
  expect(await whatIsThere(shop)).toEqual(before);
}

describe('an engine that does not run', () => {
  it('fails the command with 4, leaves what serves alone, and is shown by status until it is back', async () => {
    const before = await whatIsThere(shop);
    await relay.stop();
    for (const words of [
      ['deploy', shop.app, shop.dev],
      ['plan', shop.app, shop.dev],
      ['build', shop.app],
    ]) {
      const done = await cli.run(...words, '--json');
      expect(done, words.join(' ')).toMatchObject({ code: 4 });
      expect(done.json()).toMatchObject({ error: { code: 'engine.unreachable', retry: true } });
      expect(done.stderr).toContain(`No engine answers at ${relay.endpoint}`);
    }
    const status = await cli.run('status', '--json');
    expect(status).toMatchObject({ code: 0 });
    expect(status.json()).toMatchObject({ placements: [{ health: 'unknown', version: 1 }, {}] });
    await expectServing(before);
    await relay.start();
    expect((await cli.run('status', '--json')).json()).toMatchObject({
      placements: [{ health: 'well' }, {}],
    });
  });
});

describe('an engine that is too old', () => {
  it('is refused with both versions', async () => {
    const fake = await startFakeEngine({
      ping: { 'Api-Version': '1.24', Server: 'Docker/1.12.6 (linux)' },
    });
    const done = await cli.run('host', 'add', 'attic', formatEndpoint(fake.endpoint), '--json');
    await fake.close();
    expect(done).toMatchObject({ code: 4 });
    expect(done.json()).toMatchObject({ error: { code: 'engine.version' } });
    expect(done.stderr).toMatch(/1\.24.*20\.10|20\.10.*1\.24/s);
    expect((await cli.run('host', 'ls', '--json')).json()).toMatchObject({ hosts: [{ name: 'local' }] });
  });
});

describe('a socket without permission', () => {
  it('is said to be that, with what to do about it', async () => {
    const before = await whatIsThere(shop);
    const root = process.getuid?.() === 0;
    await chmod(relay.socket, root ? 0o600 : 0);
    await chmod(cli.home, 0o777);
    const done = await cli.start(['host', 'add', 'theirs', '--json'], {
      cwd: '/',
      env: { XDG_DATA_HOME: join(cli.home, 'theirs') },
      // Permissions do not apply to root.
      ...(root ? { uid: NOBODY } : {}),
    }).ended;
    await chmod(relay.socket, 0o600);
    expect(done, done.stderr).toMatchObject({ code: 4 });
    expect(done.json()).toMatchObject({ error: { code: 'permission' } });
    expect(done.stderr).toMatch(/No permission to use the engine at .*usermod -aG docker/s);
    await expectServing(before);
  });
});

describe('an engine whose disk is full', () => {
  const NO_SPACE = 'write /var/lib/docker/overlay2/x/diff/app: no space left on device';
  const faults = [
    [
      'a build',
      /^POST \/build/,
      200,
      `${JSON.stringify({ errorDetail: { message: NO_SPACE }, error: NO_SPACE })}\n`,
    ],
    [
      'the creation of a container',
      /^POST \/containers\/create\?name=.*-green-1/,
      500,
      JSON.stringify({ message: NO_SPACE }),
    ],
    [
      'the start of a container',
      /^POST \/containers\/[0-9a-f]+\/start/,
      500,
      JSON.stringify({ message: NO_SPACE }),
    ],
  ] as const;

  it.each(faults)('fails %s, says so, and leaves nothing of it', async (what, route, status, body) => {
    await shop.configure({ version: what === 'a build' ? 'v2' : 'v1' });
    const before = await whatIsThere(shop);
    relay.fail(route, status, body);
    const done = await cli.run('deploy', shop.app, shop.dev, '--build', '--json');
    relay.mend();
    expect(done).toMatchObject({ code: 1 });
    expect(done.json()).toMatchObject({ error: { code: 'disk.full' } });
    expect(done.stderr).toMatch(/no (room|space) left|disk .* full/i);
    expect(done.stderr).toMatch(/docker system df|docker .*prune|free/i);
    await expectServing(before);
  });

  it('has the same command work once there is room again', async () => {
    expect((await cli.run('deploy', shop.app, shop.dev, '--json')).json()).toMatchObject({ state: 'live' });
  });
});
