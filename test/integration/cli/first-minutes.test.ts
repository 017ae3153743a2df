import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { openCommandLine, type CommandLine } from './command-line.ts';

/** In the order in which somebody would type them, on a machine that has an engine and nothing else. */
describe("a user's first five minutes", () => {
  let shop: Workshop;
  let cli: CommandLine;
  beforeAll(async () => {
    shop = await openWorkshop();
    cli = await openCommandLine(shop);
  });
  afterAll(async () => {
    await cli.remove();
    await shop.remove();
  });

  /** The document of a command that ends well and prints nothing else on standard output. */
  async function answer(...words: readonly string[]): Promise<Record<string, unknown>> {
    const done = await cli.run(...words, '--json');
    expect(done, done.stderr).toMatchObject({ code: 0 });
    return done.json();
  }

  const ID = expect.stringMatching(/^[0-9a-f]{16}$/) as unknown;
  const DURATION = expect.any(Number) as unknown;

  it('deploy, in the folder of the app, does everything that has to be done first', async () => {
    await shop.configure({ version: 'v1', app: { test: { command: ['node', '--version'] } } });
    const done = await cli.run('deploy', shop.app, shop.dev, '-m', 'the first');
    expect(done, done.stderr).toMatchObject({ code: 0 });
    expect(done.stderr).toContain(`Registered ${shop.app} from`);
    expect(done.stdout).toMatch(/test . passed/);
    for (const step of ['image', 'network', 'edge', 'create', 'start', 'ready', 'switch', 'bake', 'receipt'])
      expect(done.stdout).toMatch(new RegExp(`✓ ${step} `));
    expect(done.stdout).toContain(`✓ ${shop.app} v1 is live in ${shop.dev} ● blue`);
    expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v1' });
  });

  it('build answers with the release, and builds nothing when nothing changed', async () => {
    expect(await answer('build', shop.app)).toMatchObject({
      release: 'v1',
      tag: `${shop.app}:v1`,
      identity: { configDigest: expect.stringMatching(/^sha256:/) as unknown },
      inputHash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      reused: true,
      test: { state: 'passed' },
      durationMs: DURATION,
    });
    await shop.configure({ version: 'v2' });
    expect(await answer('build', shop.app)).toMatchObject({ release: 'v2', reused: false });
  });

  it('plan shows what a deployment would do, and changes nothing', async () => {
    const plan = await answer('plan', shop.app, shop.dev);
    expect(plan).toMatchObject({
      kind: 'deploy',
      version: 2,
      fromVersion: 1,
      fromColour: 'blue',
      toColour: 'green',
      strategy: 'blue-green',
      refusals: [],
    });
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
  });

  it('deploy answers with deployment, state, release, colour, receipt, steps and duration', async () => {
    const document = await answer('deploy', shop.app, shop.dev);
    expect(document).toMatchObject({
      deployment: ID,
      state: 'live',
      release: 'v2',
      colour: 'green',
      durationMs: DURATION,
      receipt: { failures: 0, via: 'port' },
      serving: { release: 'v2', colour: 'green' },
    });
    expect(document['steps']).toContainEqual(
      expect.objectContaining({ name: 'switch', state: 'done', durationMs: DURATION }),
    );
    expect((await shop.get(shop.ports.dev)).version).toBe('v2');
  });

  it('rollback goes back, and status says that the placement is held', async () => {
    expect(await answer('rollback', shop.app, shop.dev)).toMatchObject({ kind: 'rollback', release: 'v1' });
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
    const { placements } = (await answer('status')) as { placements: object[] };
    expect(placements).toEqual([
      expect.objectContaining({
        environment: shop.dev,
        health: 'well',
        version: 1,
        replicas: { up: 1, wanted: 1 },
      }),
      expect.objectContaining({ environment: shop.prod, health: 'empty' }),
    ]);
    expect(placements[0]).toMatchObject({ berth: { held: true }, standby: { version: 2, state: 'warm' } });
    expect((await cli.run('status')).stdout).toMatch(/held/);
  });

  it('promote brings the same release to the next environment', async () => {
    const document = await answer('promote', shop.app, '--from', shop.dev, '--to', shop.prod);
    expect(document).toMatchObject({ kind: 'promote', environment: shop.prod, release: 'v1', state: 'live' });
    expect((await shop.get(shop.ports.prod)).version).toBe('v1');
  });

  it('history, receipts, releases and show tell what happened', async () => {
    const { deployments } = (await answer('history', shop.app)) as {
      deployments: { kind: string; state: string }[];
    };
    expect(deployments.map(({ kind, state }) => [kind, state])).toEqual([
      ['promote', 'live'],
      ['rollback', 'live'],
      ['deploy', 'rolled-back'],
      ['deploy', 'superseded'],
    ]);
    expect(await answer('receipts', shop.app, shop.dev)).toMatchObject({ receipts: { length: 3 } });
    expect(await answer('releases', shop.app)).toMatchObject({ releases: [{ version: 2 }, { version: 1 }] });
    expect(await answer('show', '1')).toMatchObject({ deployment: { message: 'the first', via: 'cli' } });
  });

  it.each([
    [['host', 'ls'], { hosts: [{ name: 'local' }] }],
    [['host', 'check', 'local'], { host: { name: 'local' }, edgeImage: 'present' }],
    [['doctor'], { findings: expect.any(Array) as unknown, settings: expect.any(Array) as unknown }],
    [['version'], { version: expect.any(String) as unknown }],
    [['completion', 'bash'], { shell: 'bash' }],
  ])('%j prints one document', async (words, fields) => {
    expect(await answer(...words)).toMatchObject(fields);
  });

  it('logs, app ls, env ls and approve print one document', async () => {
    const { lines } = (await answer('logs', shop.app, shop.dev)) as { lines: { text: string }[] };
    expect(lines.map((line) => line.text).join('\n')).toContain('sample: v1 listens on 8080');
    expect(await answer('app', 'ls')).toMatchObject({ apps: [{ name: shop.app, latest: 'v2' }] });
    expect(await answer('env', 'ls')).toMatchObject({
      environments: [{ name: shop.dev }, { name: shop.prod }],
    });
    expect(await answer('approve', shop.app, shop.prod, 'v1', '-m', 'seen')).toMatchObject({
      approval: { version: 1, message: 'seen' },
    });
  });

  it('app rm --force takes away what runs', async () => {
    expect(await answer('app', 'rm', shop.app, '--force')).toMatchObject({ removed: shop.app });
    await expect(shop.get(shop.ports.dev)).rejects.toThrow();
    expect(await answer('app', 'ls')).toEqual({ apps: [] });
  });
});
