import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../../support/failure-of.ts';
import { testEngine } from '../../support/test-engine.ts';
import { buildIn } from './build-in.ts';
import { openReleaseWorkshop } from './release-workshop.ts';

const { busybox } = testEngine().images;

test('what a build left whose process died is ended in history and cleared from the engine by the next one', async () => {
  const shop = await openReleaseWorkshop();
  const { stores, engine, app } = shop;
  const labels = { 'dev.twinberth.app': app, 'dev.twinberth.build': 'dead' };
  stores.builds.begin({ id: 'dead', app, startedAt: 1, by: 'ann@desk' });
  const tar = pack();
  tar.entry({ name: 'Dockerfile' }, `FROM ${busybox}\nENV APP=${app}\n`);
  tar.finalize();
  const image = await engine.images.build(
    Readable.from(tar),
    { dockerfile: 'Dockerfile', args: {}, labels: { ...labels, 'dev.twinberth.role': 'image' } },
    { onProgress: () => undefined },
  );
  const container = await engine.containers.create({
    name: `twinberth-${app}-test-dead`,
    image: image.id,
    labels: { ...labels, 'dev.twinberth.role': 'test' },
    command: ['sleep', '600'],
  });
  await engine.containers.start(container);

  shop.write({ Dockerfile: `FROM ${busybox}\nCOPY Dockerfile /\n` });
  await buildIn(shop);
  expect(await engine.containers.inspect(container)).toBeUndefined();
  expect(await engine.images.inspect(image.id)).toBeUndefined();
  expect(stores.builds.get('dead')).toMatchObject({ state: 'cancelled', error: { code: 'interrupted' } });
});

describe('what cannot be built', () => {
  test('without a Dockerfile the way out is named, and nothing was begun', async () => {
    const shop = await openReleaseWorkshop();
    shop.write({ page: 'one' });
    const failure = await failureOf(buildIn(shop));
    expect(failure.code).toBe('context.invalid');
    expect(failure.message).toMatch(/no Dockerfile/);
    expect(shop.stores.builds.list(shop.app)).toMatchObject([{ state: 'failed' }]);
  });

  test('a base image that nobody has names its line', async () => {
    const shop = await openReleaseWorkshop();
    shop.write({ Dockerfile: `# remark\nFROM ${shop.app}-base:1\n` });
    const failure = await failureOf(buildIn(shop));
    expect(failure).toMatchObject({
      code: 'pull.failed',
      details: { line: 2, reference: `${shop.app}-base:1` },
    });
  });
});
