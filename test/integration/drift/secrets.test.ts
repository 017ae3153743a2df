import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { dockerOn } from '../../support/docker-on.ts';

/** A secret that has another value now, a volume with one writer, and a container that somebody else made anew. */
describe('drift of what is not to be shown, and of what runs once only', () => {
  let shop: Workshop;
  let docker: ReturnType<typeof dockerOn>;
  let secret: string;
  const OLD = 'correct-horse-battery';
  const NEW = 'staple-gun-41';
  beforeAll(async () => {
    shop = await openWorkshop();
    docker = dockerOn(shop.test.endpoint);
    secret = join(shop.folder, '..', 'password');
    await writeFile(secret, OLD, { mode: 0o600 });
    await shop.release({
      app: { environment: { PASSWORD: { secret: `file:${secret}` }, ASKED: { secret: 'cmd:printf once' } } },
      dev: { volumes: ['data:/data'] },
    });
    shop.core.secrets.allow(shop.app, ['printf once']);
    await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
  });
  afterAll(() => shop.remove());

  const place = () => ({ app: shop.app, environment: shop.dev });
  const scan = async () => (await shop.core.drift(place()))[0]?.findings ?? [];

  it('says that a secret changed, shows neither value, and gives the new one when it heals', async () => {
    expect(await scan()).toEqual([]);
    await writeFile(secret, NEW, { mode: 0o600 });
    const found = await scan();
    expect(found).toMatchObject([{ kind: 'variable', severity: 'warning', observed: 'another value' }]);
    expect(found[0]?.what).toContain('the secret PASSWORD is not the one that its reference gives now');
    const outcome = await shop.core.deployments.heal(place());
    expect(outcome.deployment).toMatchObject({
      state: 'live',
      kind: 'heal',
      plan: { strategy: 'hold-and-swap' },
    });
    expect(await scan()).toEqual([]);
    for (const value of [OLD, NEW]) expect(JSON.stringify([found, outcome])).not.toContain(value);
  });

  it('tells a container that somebody made anew with our labels from the one that was deployed', async () => {
    const [status] = await shop.core.status(shop.app);
    const name = `twinberth-${shop.app}-${shop.dev}-${status?.berth?.active ?? '?'}-1`;
    const made = await shop.engine.containers.describe(name);
    if (made === undefined) throw new Error(`${name} is not there`);
    await docker.run('rm', '-f', name);
    const labels = Object.entries(made.state.labels).flatMap(([key, value]) => [
      '--label',
      `${key}=${value}`,
    ]);
    const network = `twinberth-${shop.dev}`;
    const address = made.state.addresses[network] ?? '';
    // Wait out the second in which the deployment made it: engines tell no more than that.
    await expect
      .poll(() => Date.now() - (made.state.startedAt ?? 0), { timeout: 10_000 })
      .toBeGreaterThan(4_000);
    await docker.run(
      'run',
      '-d',
      '--name',
      name,
      ...labels,
      '--restart',
      'always',
      '--network',
      network,
      '--ip',
      address,
      '-e',
      'PASSWORD=x',
      '-e',
      'ASKED=once',
      '-e',
      'DEBUG=1',
      `${shop.app}:v1`,
      'sleep',
      '600',
    );
    const found = await scan();
    expect(found.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['variable', 'mount', 'command']));
    expect(found.map(({ what }) => what).join('\n')).toContain('the variable DEBUG was not recorded');
    expect(found.find(({ kind }) => kind === 'mount')).toMatchObject({ observed: 'none' });
    expect((await shop.core.deployments.heal(place())).deployment.state).toBe('live');
    expect(await scan()).toEqual([]);
  });

  it('says that it cannot tell while somebody deploys', async () => {
    const other = shop.secondCore();
    let seen: Awaited<ReturnType<typeof other.drift>> = [];
    const busy = shop.core.deployments.deploy({
      ...place(),
      onProgress: (progress) => {
        if (progress.kind === 'begun') void other.drift(place()).then((reports) => (seen = reports));
      },
    });
    await expect.poll(() => seen.length, { timeout: 30_000 }).toBe(1);
    expect(seen[0]).toMatchObject({ state: 'busy', findings: [] });
    expect(seen[0]?.problem).toContain('is at work');
    await busy;
  });
});
