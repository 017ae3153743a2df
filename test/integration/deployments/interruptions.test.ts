import { fork } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Core } from '../../../electron/core/core.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import type { StepName } from '../../../shared/model/plan.ts';
import { startLoad } from '../../support/load-client.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
  await shop.release();
  await shop.core.deployments.deploy(place());
});
afterEach(() => shop.remove());

const place = () => ({ app: shop.app, environment: shop.dev });

/** Deploys, and interrupts as soon as a step begins. */
async function interruptAt(core: Core, name: StepName) {
  const controller = new AbortController();
  return core.deployments.deploy({
    ...place(),
    signal: controller.signal,
    onProgress: (progress) => {
      if (progress.kind === 'step' && progress.step.name === name && progress.step.state === 'running')
        controller.abort();
    },
  });
}

async function replicaStates(): Promise<readonly string[]> {
  const all = await shop.engine.containers.list({ [LABEL.app]: shop.app, [LABEL.role]: 'replica' });
  return all.map((container) => `${container.labels[LABEL.colour] ?? ''} ${container.state}`).sort();
}

describe('an interrupted deployment', () => {
  it.each(['create', 'start', 'ready'] as const)('at %s: goes back, and nobody notices', async (name) => {
    await shop.release();
    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const outcome = await interruptAt(shop.core, name);
    const result = await clients.stop();
    expect(outcome.deployment.state).toBe('interrupted');
    expect(outcome.serving).toEqual({ version: 1, colour: 'blue' });
    expect(result.failures).toEqual([]);
    expect(result.versions).toEqual(['v1']);
    expect(await replicaStates()).toEqual(['blue running']);
    expect((await shop.engine.containers.list({ [LABEL.app]: shop.app, [LABEL.role]: 'lock' })).length).toBe(
      0,
    );
    const again = await shop.core.deployments.deploy(place());
    expect(again.deployment.state).toBe('live');
  });

  it('during the bake: stays where it is, and the next command judges the bake', async () => {
    await shop.release({ app: { bake: '30s' } });
    const outcome = await interruptAt(shop.core, 'bake');
    expect(outcome.deployment.state).toBe('baking');
    expect(outcome.serving?.version).toBe(2);
    await shop.release({ app: { bake: '0s' } });
    const next = await shop.core.deployments.deploy(place());
    expect(next.deployment.state).toBe('live');
    expect(shop.core.deployments.get(outcome.deployment.id).deployment.state).toBe('superseded');
  });
});

describe('a detached deployment', () => {
  it('returns after the switch; whoever runs next finds it good', async () => {
    await shop.release({ app: { bake: '300ms' } });
    const outcome = await shop.core.deployments.deploy({ ...place(), detach: true });
    expect(outcome.deployment.state).toBe('baking');
    expect((await shop.get(shop.ports.dev)).version).toBe('v2');
    const other = shop.secondCore();
    await expect
      .poll(async () => (await other.settle()).map((settled) => settled.state), { timeout: 10_000 })
      .toEqual(['live']);
    expect(other.deployments.get(outcome.deployment.id).deployment.state).toBe('live');
  });

  it('is swung back by whoever runs next when it turned out bad', async () => {
    await shop.release({ behaviour: 'answers-500', app: { bake: '1s' } });
    const outcome = await shop.core.deployments.deploy({ ...place(), detach: true });
    expect(outcome.deployment.state).toBe('baking');
    for (let count = 0; count < 30; count += 1) expect((await shop.get(shop.ports.dev)).status).toBe(500);
    await expect
      .poll(async () => (await shop.core.settle()).map((settled) => settled.state), { timeout: 10_000 })
      .toEqual(['reverted']);
    expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v1' });
    expect(await replicaStates()).toEqual(['blue running']);
  });
});

describe('a standby whose time is over', () => {
  it('is drained and stopped by whoever runs next, and a rollback starts it again', async () => {
    await shop.release({ app: { warmFor: '500ms' } });
    await shop.core.deployments.deploy(place());
    expect(await replicaStates()).toEqual(['blue running', 'green running']);
    const other = shop.secondCore();
    await expect
      .poll(async () => (await other.settle()).map((settled) => settled.what), { timeout: 10_000 })
      .toEqual(['standby']);
    expect(await replicaStates()).toEqual(['blue exited', 'green running']);
    const back = await shop.core.deployments.rollback(place());
    expect(back.deployment.plan.source).toBe('start');
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
  });
});

describe('a house that is closed while it drains a standby', () => {
  it('does not wait for it: the standby runs on, and whoever runs next stops it', async () => {
    await shop.release({ app: { drain: '10m' } });
    await shop.core.deployments.deploy(place());
    const client = new AbortController();
    const answer = fetch(`http://${shop.address}:${shop.ports.dev}/download?seconds=600&bytes=60000`, {
      signal: client.signal,
    })
      .then((response) => response.text())
      .catch(() => 'gone');
    await shop.release({ app: { drain: '10m', warmFor: '500ms' } });
    const outcome = await shop.core.deployments.deploy(place());
    expect(outcome.deployment.state).toBe('live');
    const house = shop.core.openHouse();
    const lock = () => house.snapshot().placements.find(({ app }) => app === shop.app)?.lock;
    await vi.waitUntil(() => lock()?.purpose === 'settling a standby', { timeout: 30_000 });
    await house.close();
    expect(await replicaStates()).toEqual(['blue running', 'green running']);
    client.abort();
    expect(await answer).toBe('gone');
    await expect
      .poll(async () => (await shop.core.settle()).map(({ what }) => what), { timeout: 30_000 })
      .toEqual(['standby']);
    expect(await replicaStates()).toEqual(['blue running', 'green exited']);
  });
});

describe('a process that is killed in the middle', () => {
  it.each(['create', 'ready', 'switch', 'bake'] as const)(
    'at %s: the next one finds out and says what serves',
    async (name) => {
      await shop.release({ app: { bake: '20s' } });
      const clients = startLoad({ host: shop.address, port: shop.ports.dev });
      await killAt(name);
      const settled = await shop.core.settle();
      const latest = shop.core.deployments.page({ app: shop.app })[0];
      if (name === 'bake') {
        expect(latest?.state).toBe('baking');
        expect((await shop.get(shop.ports.dev)).version).toBe('v2');
      } else {
        expect(settled.map((each) => each.what)).toEqual(['recovered']);
        expect(settled[0]?.text).toContain('v1 serves');
        expect(latest?.state).toBe('interrupted');
        expect(await replicaStates()).toEqual(['blue running']);
        expect((await shop.get(shop.ports.dev)).version).toBe('v1');
      }
      expect((await clients.stop()).failures).toEqual([]);
      await shop.configure({ app: { bake: '0s' } });
      expect((await shop.core.deployments.deploy({ ...place(), version: 1 })).deployment.state).toBe('live');
    },
  );
});

/** A second process deploys; it is killed, without any chance to clean up, when the step begins. */
async function killAt(name: StepName): Promise<void> {
  const child = fork(join(import.meta.dirname, '../../support/deploy-until.ts'), [shop.app, shop.dev, name], {
    env: shop.env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => child.kill('SIGKILL'));
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve();
      else reject(new Error(`the deploying process ended by itself with ${code ?? '?'} before ${name}`));
    });
  });
}
