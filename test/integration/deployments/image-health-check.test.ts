import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { startLoad } from '../../support/load-client.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

/** The app answers well; what differs is what the check says that its image brings along. */
describe('an image with a health check of its own', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop();
    await shop.release();
    await shop.core.deployments.deploy(place());
  });
  afterEach(() => shop.remove());

  const place = () => ({ app: shop.app, environment: shop.dev });
  const replicas = () => shop.engine.containers.list({ [LABEL.app]: shop.app, [LABEL.role]: 'replica' });

  /** A release that differs from the one before by its check: a program of Node's, run every second. */
  async function releaseWithCheck(program: string): Promise<void> {
    await appendFile(
      join(shop.folder, 'Dockerfile'),
      `HEALTHCHECK --interval=1s --timeout=5s --retries=1 CMD ["node", "-e", ${JSON.stringify(program)}]\n`,
    );
    await shop.release({
      app: { health: { path: '/healthz', interval: '250ms', timeout: '2s', stable: '0s', deadline: '6s' } },
    });
  }

  it('that never agrees is not switched to, and what the check said is kept', async () => {
    await releaseWithCheck(`console.log('the queue is full'); process.exit(1)`);
    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const outcome = await shop.core.deployments.deploy(place());
    const result = await clients.stop();

    expect(outcome.deployment.state).toBe('failed');
    expect(outcome.deployment.error).toMatchObject({
      code: 'ready.failed',
      message: "The image's own health check did not report healthy within 6 s.",
    });
    expect(outcome.evidence.map(({ container }) => container)).toEqual([
      `twinberth-${shop.app}-${shop.dev}-green-1`,
    ]);
    expect(outcome.evidence[0]?.edgeCheck).toMatch(/^L7OK/);
    expect(new Set(outcome.evidence[0]?.healthLog)).toEqual(new Set(['exit 1: the queue is full']));

    expect(result.failures).toEqual([]);
    expect(result.versions).toEqual(['v1']);
    expect(outcome.serving).toEqual({ version: 1, colour: 'blue' });
    expect((await replicas()).map(({ labels, state }) => `${labels[LABEL.colour] ?? ''} ${state}`)).toEqual([
      'blue running',
    ]);
  });

  it('that agrees goes live, and not before it has agreed', async () => {
    await releaseWithCheck('process.exit(0)');
    const atSwitch: Promise<string | undefined>[] = [];
    const healthNow = async (): Promise<string | undefined> => {
      const green = (await replicas()).find(({ labels }) => labels[LABEL.colour] === 'green');
      return (await shop.engine.containers.inspect(green?.id ?? ''))?.health?.status;
    };
    const outcome = await shop.core.deployments.deploy({
      ...place(),
      onProgress: (progress) => {
        if (progress.kind === 'step' && progress.step.name === 'switch' && progress.step.state === 'running')
          atSwitch.push(healthNow());
      },
    });
    expect(outcome.deployment.state).toBe('live');
    expect(await Promise.all(atSwitch)).toEqual(['healthy']);
    expect((await shop.get(shop.ports.dev)).version).toBe('v2');
  });
});
