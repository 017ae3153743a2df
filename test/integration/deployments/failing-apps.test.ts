import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeploymentOutcome } from '../../../electron/core/core.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { startLoad } from '../../support/load-client.ts';
import { openWorkshop, type ConfigChange, type Workshop } from '../../support/workshop.ts';

const short = {
  health: { path: '/healthz', interval: '250ms', timeout: '1s', stable: '300ms', deadline: '3s' },
};

/** Releases that are no good, on top of one that serves: nobody may notice, and the reason must be found in the evidence. */
describe('a release that is no good', () => {
  let shop: Workshop;
  beforeAll(async () => {
    shop = await openWorkshop();
    await shop.release();
    await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
  });
  afterAll(() => shop.remove());

  async function deployUnderLoad(change: ConfigChange): Promise<DeploymentOutcome> {
    await shop.release(change);
    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const outcome = await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
    const result = await clients.stop();
    expect(result.failures).toEqual([]);
    expect(result.versions).toEqual(['v1']);
    return outcome;
  }

  async function expectUntouched(outcome: DeploymentOutcome): Promise<void> {
    expect(outcome.serving).toEqual({ version: 1, colour: 'blue' });
    const left = await shop.engine.containers.list({ [LABEL.app]: shop.app });
    const roles = left.map(
      (container) =>
        `${container.labels[LABEL.role] ?? ''} ${container.labels[LABEL.colour] ?? ''} ${container.state}`,
    );
    expect(roles.sort()).toEqual(['edge  running', 'replica blue running']);
    expect(outcome.evidence).toHaveLength(1);
  }

  it('exits at once: says so with its exit code and last words', async () => {
    const outcome = await deployUnderLoad({ behaviour: 'exit' });
    expect(outcome.deployment.state).toBe('failed');
    expect(outcome.deployment.error?.code).toBe('ready.failed');
    expect(outcome.deployment.error?.message).toMatch(/green-1 ended with exit code \d+/);
    expect(outcome.evidence[0]?.exitCode).toBeGreaterThan(0);
    expect(outcome.evidence[0]?.logLines.join('\n')).not.toBe('');
    await expectUntouched(outcome);
  });

  it.each(['other-port', 'loopback-only'])(
    '%s: says that nothing listens where it should',
    async (behaviour) => {
      const outcome = await deployUnderLoad({ behaviour, app: short });
      expect(outcome.deployment.error?.message).toMatch(
        /Nothing accepts connections on port 8080.*another port, or only on 127\.0\.0\.1/,
      );
      expect(outcome.evidence[0]?.edgeCheck).toMatch(/^L4CON/);
      await expectUntouched(outcome);
    },
  );

  it('never becomes healthy: says what the check saw', async () => {
    const outcome = await deployUnderLoad({ behaviour: 'never-healthy', app: short });
    expect(outcome.deployment.error?.message).toMatch(/did not become ready within 3 s.*503/);
    await expectUntouched(outcome);
  });

  it('dies in the stable window', async () => {
    const outcome = await deployUnderLoad({
      behaviour: 'dies-when-stable',
      app: {
        environment: { BEHAVIOUR_AFTER_MS: 1500 },
        health: { ...short.health, stable: '10s', deadline: '20s' },
      },
    });
    expect(outcome.deployment.error?.message).toMatch(/ended with exit code/);
    await expectUntouched(outcome);
  });

  it('answers 500 to its users: the bake swings the gate back by itself', async () => {
    await shop.release({ behaviour: 'answers-500', app: { bake: '10s' } });
    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const outcome = await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
    await clients.stop();
    expect(outcome.deployment.state).toBe('reverted');
    expect(outcome.deployment.error?.message).toMatch(/answers failed during the bake/);
    await expectUntouched(outcome);
    expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v1' });
  });

  it('becomes unhealthy during the bake: swings back', async () => {
    await shop.release({
      behaviour: 'unhealthy-later',
      app: { bake: '15s', environment: { BEHAVIOUR_AFTER_MS: 2500 } },
    });
    const outcome = await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
    expect(outcome.deployment.state).toBe('reverted');
    expect(outcome.deployment.error?.message).toMatch(
      /went down during the bake|answers failed during the bake/,
    );
    await expectUntouched(outcome);
  });

  it('ignores SIGTERM: is killed after its grace time when it is stopped, and the next one takes over', async () => {
    await shop.release({ behaviour: 'ignores-sigterm', app: { warmFor: '0s', stop_grace_period: '1s' } });
    const stubborn = await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
    expect(stubborn.deployment.state).toBe('live');
    await shop.release({ app: { warmFor: '0s' } });
    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const next = await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
    expect((await clients.stop()).failures).toEqual([]);
    expect(next.deployment.state).toBe('live');
    const stopped = await shop.engine.containers.list({
      [LABEL.app]: shop.app,
      [LABEL.deployment]: stubborn.deployment.id,
    });
    expect(stopped.map((container) => container.state)).toEqual(['exited']);
  });
});

describe('a first deployment that is no good', () => {
  it('leaves nothing behind but what each of its replicas said', async () => {
    const shop = await openWorkshop();
    try {
      // One that ends at once would end the deployment before the other has said anything.
      const dev = { replicas: 2, volumes: ['data:/data:ro'] };
      await shop.release({ behaviour: 'other-port', app: short, dev });
      const outcome = await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
      expect(outcome.deployment.state).toBe('failed');
      expect(outcome.serving).toBeUndefined();
      expect(await shop.engine.containers.list({ [LABEL.app]: shop.app })).toEqual([]);
      expect(await shop.engine.volumes.list({ [LABEL.app]: shop.app })).toEqual([]);
      expect(await shop.engine.networks.inspect(`twinberth-${shop.dev}`)).toBeUndefined();
      const { evidence } = shop.core.deployments.get(outcome.deployment.id);
      expect(evidence.map(({ replica, logLines }) => [replica, logLines.length > 0])).toEqual([
        [1, true],
        [2, true],
      ]);
    } finally {
      await shop.remove();
    }
  });
});
