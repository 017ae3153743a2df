import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { failureOf } from '../../support/failure-of.ts';
import { whatIsThere } from './what-is-there.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.remove());

const place = () => ({ app: shop.app, environment: shop.dev });

describe('a name that something else on the engine has', () => {
  const theirs = { 'dev.twinberth.test': 'names' };
  const busybox = async () => (await shop.engine.images.inspect(shop.test.images.busybox))?.id ?? '';

  it.each(['edge', 'blue-1'])('the container %s: refused, and it is not touched', async (part) => {
    await shop.release({ dev: { volumes: ['data:/data'] } });
    const name = `twinberth-${shop.app}-${shop.dev}-${part}`;
    const labels = { ...theirs, [LABEL.run]: shop.test.run };
    const id = await shop.engine.containers.create({
      name,
      image: await busybox(),
      command: ['true'],
      labels,
    });
    try {
      const before = await whatIsThere(shop);
      const failure = await failureOf(shop.core.deployments.deploy(place()));
      expect(failure.code).toBe('name.taken');
      expect(failure.message).toMatch(
        new RegExp(`${name} exists on local and was not made by Twinberth; it stays untouched`),
      );
      expect(await whatIsThere(shop)).toEqual(before);
      expect(await shop.engine.containers.inspect(id)).toMatchObject({ name, status: 'created', labels });
      expect(shop.core.deployments.page({ app: shop.app })).toEqual([]);
    } finally {
      await shop.engine.containers.remove(id);
    }
  });

  it('the network: refused, and it is not touched', async () => {
    const name = `twinberth-${shop.dev}`;
    const id = (await shop.engine.networks.create({ name, subnet: '10.254.77.0/24', labels: theirs })).id;
    try {
      const before = await whatIsThere(shop);
      const outcome = await shop.core.deployments.deploy(place());
      expect(outcome.deployment).toMatchObject({ state: 'failed', error: { code: 'name.taken' } });
      expect(outcome.deployment.error?.message).toContain(`Network ${name} exists on local`);
      expect(await whatIsThere(shop)).toEqual(before);
      expect(await shop.engine.networks.inspect(name)).toMatchObject({ id, labels: theirs });
    } finally {
      await shop.engine.networks.remove(id);
    }
  });

  it.each(['data', 'edge'])('the volume %s: refused, and it is not touched', async (part) => {
    const name = `twinberth-${shop.app}-${shop.dev}-${part}`;
    await shop.engine.volumes.create(name, theirs);
    try {
      const before = await whatIsThere(shop);
      const outcome = await shop.core.deployments.deploy(place());
      expect(outcome.deployment).toMatchObject({ state: 'failed', error: { code: 'name.taken' } });
      expect(outcome.deployment.error?.message).toMatch(
        new RegExp(`olume ${name} .* is not Twinberth's|olume ${name} .* not made by Twinberth`),
      );
      expect(await whatIsThere(shop)).toEqual(before);
      expect(await shop.engine.volumes.inspect(name)).toMatchObject({ labels: theirs });
    } finally {
      await shop.engine.volumes.remove(name);
    }
  });

  it('once it is gone, the same command works', async () => {
    expect((await shop.core.deployments.deploy(place())).deployment.state).toBe('live');
    expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v2' });
  });
});

describe('a name that nobody knows', () => {
  it.each([
    ['an app', { app: 'nobody' }, 'app.unknown', /nobody/],
    ['an environment', { environment: 'nowhere' }, 'environment.unknown', /nowhere/],
    ['a release', { version: 99 }, 'release.unknown', /v99/],
  ])('%s: says so and what there is, before anything is done', async (_what, wrong, code, named) => {
    const before = await whatIsThere(shop);
    const failure = await failureOf(shop.core.deployments.deploy({ ...place(), ...wrong }));
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(named);
    const { known } = failure.details as { known: readonly string[] };
    expect(known.length).toBeGreaterThan(0);
    for (const name of known) expect(failure.message).toContain(name);
    expect(await whatIsThere(shop)).toEqual(before);
  });

  it('an app: the one that was probably meant is named', async () => {
    const failure = await failureOf(shop.core.deployments.deploy({ ...place(), app: `${shop.app}s` }));
    expect(failure.message).toContain(`Did you mean ${shop.app}?`);
  });
});
