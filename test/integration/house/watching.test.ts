import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { openWorkshop, QUICK_HEALTH, type Workshop } from '../../support/workshop.ts';
import { openCommandLine, type CommandLine } from '../cli/command-line.ts';
import { watchCore, type WatchedHouse } from './watched-house.ts';

let shop: Workshop;
let watched: WatchedHouse;
/** The command, on the same data. */
let line: CommandLine;

beforeAll(async () => {
  shop = await openWorkshop();
  await shop.release();
  await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
  await shop.core.deployments.deploy({ app: shop.app, environment: shop.prod });
  line = await openCommandLine(shop, { TWINBERTH_HOME: shop.env['TWINBERTH_HOME'] ?? '' });
  watched = await watchCore(shop.core);
});
afterAll(async () => {
  await line.remove();
  await shop.remove();
});

async function replica(environment: string): Promise<string> {
  const [found] = await shop.engine.containers.list({
    [LABEL.app]: shop.app,
    [LABEL.env]: environment,
    [LABEL.role]: 'replica',
    [LABEL.colour]: watched.view(shop.app, environment)?.active ?? '',
  });
  if (found === undefined) throw new Error(`nothing of ${shop.app} is in ${environment}`);
  return found.id;
}

describe('the house', () => {
  it('is known when it is ready', () => {
    const { house, view } = watched;
    expect(house.snapshot().hosts).toMatchObject([{ name: 'local', state: 'here', flavour: 'docker' }]);
    for (const environment of [shop.dev, shop.prod]) {
      expect(view(shop.app, environment)).toMatchObject({
        health: 'well',
        version: 1,
        replicas: { up: 1, wanted: 1 },
        blue: { state: 'serving', version: 1 },
      });
    }
  });

  it('shows what the command line does, within a second or so', async () => {
    const { until, view, ofType } = watched;
    const before = ofType('history.changed').length;
    await shop.configure({ version: 'v2' });
    expect((await line.run('build', shop.app)).code).toBe(0);
    await until(() => watched.house.snapshot().apps[0]?.newest === 2, 2_000);
    expect(ofType('history.changed').length).toBeGreaterThan(before);
    expect(view(shop.app, shop.dev)?.newer).toBe(2);
  });

  it('shows a deployment of the command line live, with its steps, its switch and its end', async () => {
    const { until, view, ofType } = watched;
    // Another process's journal is looked at twice a second, so each step that is to be seen has to last.
    await shop.configure({ version: 'v2', app: { health: { ...QUICK_HEALTH, stable: '2s' } } });
    expect((await line.run('deploy', shop.app, shop.dev)).code).toBe(0);
    await until(() => ofType('deployment.ended').length === 1, 2_000);
    const steps = new Set(
      watched.events.flatMap((event) =>
        event.type === 'deployment.changed' ? event.live.steps.map(({ name }) => name) : [],
      ),
    );
    expect([...steps]).toEqual(expect.arrayContaining(['lock', 'create', 'start', 'ready']));
    expect(ofType('deployment.switched')).toHaveLength(1);
    expect(ofType('deployment.ended')[0]?.live).toMatchObject({
      deployment: { state: 'live', version: 2, via: 'cli' },
      fromVersion: 1,
    });
    await until(() => view(shop.app, shop.dev)?.version === 2);
    expect(view(shop.app, shop.dev)).toMatchObject({
      active: 'green',
      blue: { state: 'warm', version: 1 },
      back: { version: 1, source: 'warm' },
    });
    // What a swap does on its way is no failing.
    const bad = watched.events.filter(
      (event) =>
        event.type === 'placement.changed' &&
        event.placement.environment === shop.dev &&
        event.placement.health !== 'well',
    );
    expect(bad).toEqual([]);
    expect(ofType('notice.added').at(-1)?.notice).toMatchObject({
      kind: 'deployment.finished',
      silent: false,
    });
  });

  it('sees that a container was killed, tells it once, and that it has recovered', async () => {
    const { until, view, ofType, house } = watched;
    const id = await replica(shop.dev);
    await shop.engine.containers.kill(id);
    await until(() => view(shop.app, shop.dev)?.health === 'down', 5_000);
    await until(() => ofType('notice.added').some(({ notice }) => notice.kind === 'health.failed'));
    await shop.engine.containers.start(id);
    await until(() => view(shop.app, shop.dev)?.health === 'well');
    await until(() => ofType('notice.added').some(({ notice }) => notice.kind === 'health.recovered'));
    expect(ofType('notice.added').filter(({ notice }) => notice.kind === 'health.failed')).toHaveLength(1);
    const changes = house.healthChanges({ app: shop.app, environment: shop.dev, limit: 10 });
    expect(changes.find(({ to, event }) => to === 'down' && event === undefined)?.why).toMatch(
      /green-1 ended with code 137$/,
    );
  });

  it('makes one notice of two that fail at once', async () => {
    const { until, ofType } = watched;
    const ids = [await replica(shop.dev), await replica(shop.prod)];
    const before = ofType('notice.added').length;
    await Promise.all(ids.map((id) => shop.engine.containers.kill(id)));
    await until(() => ofType('notice.added').length > before);
    const told = ofType('notice.added').slice(before);
    expect(told.map(({ notice }) => notice.kind)).toEqual(['health.failed']);
    expect(told[0]?.notice.title).toBe('2 placements are failing');
    expect(told[0]?.notice.places.map(({ environment }) => environment).sort()).toEqual(
      [shop.dev, shop.prod].sort(),
    );
    await Promise.all(ids.map((id) => shop.engine.containers.start(id)));
    await until(() => ofType('notice.added').at(-1)?.notice.kind === 'health.recovered');
  });

  it('shows what a deployment of its own notes, and the probes that it sends', async () => {
    const { house, events } = watched;
    const leave = house.attend();
    const before = events.length;
    const { operations } = house;
    const { id } = operations.begin({ kind: 'deployment', title: 'Deploy' }, async (tools) => {
      const { deployment } = await shop.core.deployments.deploy({
        app: shop.app,
        environment: shop.prod,
        onProgress: (progress) => {
          if (progress.kind === 'begun') tools.performs(progress.deployment);
        },
      });
      return { kind: 'deployment', deployments: [deployment.id] };
    });
    await watched.until(() => operations.get(id).state === 'done', 60_000);
    await watched.until(() => events.slice(before).some((event) => event.type === 'deployment.ended'));
    leave();
    const lives = events
      .slice(before)
      .flatMap((event) => (event.type === 'deployment.changed' ? [event.live] : []));
    expect(lives.some(({ operation }) => operation === id)).toBe(true);
    expect(lives.some(({ probes }) => (probes?.sent ?? 0) > 0 && probes?.failed === 0)).toBe(true);
    const notice = house.notices.list({ limit: 1 })[0];
    expect(notice).toMatchObject({ kind: 'deployment.finished', silent: true });
  });

  it('samples what the edges answer', async () => {
    const { house, until } = watched;
    const leave = house.attend();
    const place = { app: shop.app, environment: shop.dev, host: 'local' };
    const busy = () => house.traffic(place, 'recent').samples.some(({ requests }) => requests > 0);
    const asking = setInterval(() => void shop.get(shop.ports.dev).catch(() => undefined), 50);
    try {
      await until(busy, 30_000);
    } finally {
      clearInterval(asking);
      leave();
    }
    const sample = house.traffic(place, 'recent').samples.findLast(({ requests }) => requests > 0);
    expect(sample?.errors).toBe(0);
    expect(sample?.latencyMs).toBeGreaterThanOrEqual(0);
    expect(house.snapshot().traffic[watched.view(shop.app, shop.dev)?.key ?? '']?.length).toBeGreaterThan(0);
  });

  it('is told line by line by `twinberth watch`, which Ctrl-C ends well', async () => {
    const watching = line.start(['watch', '--json']);
    await watching.until(/"watching"/);
    await shop.core.deployments.rollback({ app: shop.app, environment: shop.dev });
    await watching.until(/"deployment.ended"/);
    watching.child.kill('SIGINT');
    const { code, stdout } = await watching.ended;
    expect(code).toBe(0);
    const entries = stdout
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as { readonly type: string; readonly kind?: string });
    expect(entries[0]).toMatchObject({ type: 'watching', hosts: 1, placements: 2 });
    expect(entries).toContainEqual(
      expect.objectContaining({ type: 'deployment.ended', kind: 'rollback', state: 'live', version: 1 }),
    );
  });
});
