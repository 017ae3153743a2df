import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packFiles } from '../../../electron/core/edge/pack-files.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
  await shop.release();
  await shop.core.deployments.deploy(place());
});
afterEach(async () => {
  await shop.remove();
  await shop.engine.images.removeTag(`${ownEdge()}:1`);
  await shop.engine.images.removeTag(`${ownEdge()}:2`);
});

const place = () => ({ app: shop.app, environment: shop.dev });
const ownEdge = () => `${shop.app}-edge`;

/** The edge image of the tests with something in it that tells it from that one. Returns the engine's ID. */
async function buildEdge(mark: string): Promise<string> {
  const files = [['Dockerfile', `FROM ${shop.test.images.edge}\nENV MARK=${shop.app}-${mark}\n`]] as const;
  const image = await shop.engine.images.build(
    Readable.from([await packFiles(files)]),
    { dockerfile: 'Dockerfile', args: {}, labels: { [LABEL.app]: shop.app } },
    { onProgress: () => undefined },
  );
  return image.id;
}

async function edge() {
  const [found] = await shop.engine.containers.list({ [LABEL.app]: shop.app, [LABEL.role]: 'edge' });
  const state = await shop.engine.containers.inspect(found?.id ?? '');
  return { id: state?.id, image: state?.image };
}

describe('another edge image', () => {
  it('is announced as an interruption, measured, and serves; a rollback brings the former one back', async () => {
    const before = await edge();
    const another = await buildEdge('another');
    await shop.engine.images.tag(another, ownEdge(), '1');
    await shop.release({ dev: { edge: { image: `${ownEdge()}:1` } } });
    const plan = await shop.core.deployments.plan(place());
    expect(plan.interruptions.map(({ kind }) => kind)).toEqual(['edge-replacement']);
    expect(plan.interruptions[0]?.why).toContain(
      `edge image ${shop.test.images.edge} becomes ${ownEdge()}:1: the edge is replaced`,
    );

    const outcome = await shop.core.deployments.deploy(place());
    expect(outcome.deployment.state).toBe('live');
    expect(outcome.deployment.receipt?.interruptionMs).toBeGreaterThan(0);
    expect((await edge()).image).toBe(another);
    expect((await shop.get(shop.ports.dev)).version).toBe('v2');

    const back = await shop.core.deployments.rollback(place());
    expect(back.deployment.state).toBe('live');
    expect((await edge()).image).toBe(before.image);
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
  });

  it('is none, and interrupts nobody, where only its name is another', async () => {
    const before = await edge();
    await shop.engine.images.tag(before.image ?? '', ownEdge(), '1');
    await shop.release({ dev: { edge: { image: `${ownEdge()}:1` } } });
    expect((await shop.core.deployments.plan(place())).interruptions).toEqual([]);
    const outcome = await shop.core.deployments.deploy(place());
    expect(outcome.deployment.state).toBe('live');
    expect(await edge()).toEqual(before);
  });

  it('does not come by a tag that moved, even when the edge is replaced for something else', async () => {
    const first = await buildEdge('first');
    await shop.engine.images.tag(first, ownEdge(), '1');
    // A second name: an image without any may be swept away.
    await shop.engine.images.tag(first, ownEdge(), '2');
    const own = { edge: { image: `${ownEdge()}:1` } };
    await shop.release({ dev: own });
    await shop.core.deployments.deploy(place());
    const before = await edge();
    expect(before.image).toBe(first);

    await shop.engine.images.tag(await buildEdge('moved'), ownEdge(), '1');
    await shop.release({ dev: own });
    expect((await shop.core.deployments.plan(place())).interruptions).toEqual([]);
    await shop.core.deployments.deploy(place());
    expect(await edge()).toEqual(before);

    await shop.release({ dev: { ...own, publish: shop.ports.prod } });
    expect((await shop.core.deployments.deploy(place())).deployment.state).toBe('live');
    expect((await edge()).id).not.toBe(before.id);
    expect((await edge()).image).toBe(first);
    expect((await shop.get(shop.ports.prod)).version).toBe('v4');
  });
});
