import { afterEach, beforeEach, expect, it } from 'vitest';
import { startLoad } from '../../support/load-client.ts';
import { dockerOn } from '../../support/docker-on.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.remove());

const place = () => ({ app: shop.app, environment: shop.dev });

it('is left where it is when what was recorded is gone, until a rollback makes that the recorded one', async () => {
  for (let count = 0; count < 2; count += 1) {
    await shop.release();
    await shop.core.deployments.deploy(place());
  }
  const docker = dockerOn(shop.test.endpoint);
  const name = (what: string) => `twinberth-${shop.app}-${shop.dev}-${what}`;
  const map = '/var/lib/twinberth/gate.map';
  const command = `echo "set map ${map} active be_blue" | nc 127.0.0.1 9911; sed -i s/be_[a-z]*/be_blue/ ${map}`;
  await docker.run('exec', '-u', '0', name('edge'), 'sh', '-c', command);
  await docker.run('rm', '-f', name('green-1'));
  expect((await shop.get(shop.ports.dev)).version).toBe('v1');

  const clients = startLoad({ host: shop.address, port: shop.ports.dev });
  const outcome = await shop.core.deployments.deploy(place());
  expect(outcome.deployment).toMatchObject({ state: 'failed', error: { code: 'edge.failed' } });
  expect(outcome.deployment.error?.message).toContain('twinberth rollback');
  const back = await shop.core.deployments.rollback(place());
  expect(back.deployment).toMatchObject({ state: 'live', version: 1 });
  expect(await clients.stop()).toMatchObject({ failures: [], versions: ['v1'] });
});
