import { afterEach, beforeEach, expect, it } from 'vitest';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { startLoad } from '../../support/load-client.ts';
import { dockerOn } from '../../support/docker-on.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.remove());

const place = () => ({ app: shop.app, environment: shop.dev });
const name = (what: string) => `twinberth-${shop.app}-${shop.dev}-${what}`;

/** In the running edge and in what a restart reads. */
async function moveGate(colour: string): Promise<void> {
  const map = '/var/lib/twinberth/gate.map';
  const command = `echo "set map ${map} active be_${colour}" | nc 127.0.0.1 9911; sed -i s/be_[a-z]*/be_${colour}/ ${map}`;
  await dockerOn(shop.test.endpoint).run('exec', '-u', '0', name('edge'), 'sh', '-c', command);
}

it('is left where it is when what was recorded is gone, until a rollback makes that the recorded one', async () => {
  for (let count = 0; count < 2; count += 1) {
    await shop.release();
    await shop.core.deployments.deploy(place());
  }
  await moveGate('blue');
  await dockerOn(shop.test.endpoint).run('rm', '-f', name('green-1'));
  expect((await shop.get(shop.ports.dev)).version).toBe('v1');

  const clients = startLoad({ host: shop.address, port: shop.ports.dev });
  const outcome = await shop.core.deployments.deploy(place());
  expect(outcome.deployment).toMatchObject({ state: 'failed', error: { code: 'edge.failed' } });
  expect(outcome.deployment.error?.message).toContain('twinberth rollback');
  const back = await shop.core.deployments.rollback(place());
  expect(back.deployment).toMatchObject({ state: 'live', version: 1 });
  expect(await clients.stop()).toMatchObject({ failures: [], versions: ['v1'] });
});

it('keeps a standby from being stopped for as long as it leads there, and no longer', async () => {
  for (let count = 0; count < 2; count += 1) {
    await shop.release();
    await shop.core.deployments.deploy(place());
  }
  let ahead = 0;
  const hours = 3_600_000;
  const core = shop.secondCore({ clock: { ...systemClock, now: () => systemClock.now() + ahead } });
  const states = async () =>
    (await shop.engine.containers.list({ [LABEL.app]: shop.app, [LABEL.role]: 'replica' }))
      .map(({ labels, state }) => `${labels[LABEL.colour] ?? ''} ${state}`)
      .sort();

  await moveGate('blue');
  ahead += hours;
  await core.settle();
  expect(await states()).toEqual(['blue running', 'green running']);
  expect((await shop.get(shop.ports.dev)).version).toBe('v1');

  await moveGate('green');
  ahead += hours;
  await core.settle();
  expect(await states()).toEqual(['blue exited', 'green running']);
  expect((await shop.get(shop.ports.dev)).version).toBe('v2');
});
