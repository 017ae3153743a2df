import { randomBytes } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

/** A container that looks like a replica of the workshop's app, made by `deployment`. */
async function replica(shop: Workshop, deployment: string): Promise<string> {
  return shop.engine.containers.create({
    name: `lost-${randomBytes(4).toString('hex')}`,
    image: (await shop.engine.images.inspect(shop.test.images.busybox))?.id ?? '',
    command: ['sleep', '600'],
    labels: {
      [LABEL.version]: '1',
      [LABEL.role]: 'replica',
      [LABEL.app]: shop.app,
      [LABEL.env]: shop.dev,
      [LABEL.deployment]: deployment,
      [LABEL.owner]: 'ann@desk',
    },
  });
}

it('orphans are listed, and removed only when asked for and made by this history; volumes and standbys never', async () => {
  const shop = await openWorkshop();
  onTestFinished(() => shop.remove());
  const { core, engine } = shop;
  await shop.release();
  const place = { app: shop.app, environment: shop.dev };
  const first = await core.deployments.deploy(place);
  await core.deployments.deploy(place);
  await core.deployments.deploy(place);
  // The third deployment took the first one's berth, so nothing accounts for a container of the first any more.
  const lost = await replica(shop, first.deployment.id);
  const strange = await replica(shop, 'another-history');
  const labels = { [LABEL.version]: '1', [LABEL.role]: 'volume', [LABEL.app]: shop.app, [LABEL.env]: 'gone' };
  const volume = (await engine.volumes.create(`lost-${shop.app}`, labels)).name;
  const standing = (await engine.containers.list({ [LABEL.app]: shop.app })).map(({ id }) => id);

  const orphans = (await core.storage.plan()).hosts[0]?.orphans.filter(({ app }) => app === shop.app) ?? [];
  const fates = new Map(orphans.map(({ id, removable }) => [id, removable]));
  expect(fates).toEqual(
    new Map([
      [lost, true],
      [strange, false],
      [volume, false],
    ]),
  );

  await core.storage.apply();
  expect(await engine.containers.inspect(lost)).toBeDefined();
  const { hosts } = await core.storage.apply({ orphans: true });
  expect(hosts[0]?.failed).toEqual([]);
  expect(hosts[0]?.removed).toHaveLength(1);
  const left = (await engine.containers.list({ [LABEL.app]: shop.app })).map(({ id }) => id);
  expect(left.sort()).toEqual(standing.filter((id) => id !== lost).sort());
  expect(await engine.volumes.inspect(volume)).toBeDefined();
  expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200 });
});
