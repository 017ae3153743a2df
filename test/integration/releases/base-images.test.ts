import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { packFiles } from '../../../electron/core/edge/pack-files.ts';
import { testEngine } from '../../support/test-engine.ts';
import { buildIn } from './build-in.ts';
import { openReleaseWorkshop, type ReleaseWorkshop } from './release-workshop.ts';
import { startRegistry } from './tiny-registry.ts';

const { busybox } = testEngine().images;

/** An image to build on that is no other's. Returns the engine's ID. */
async function makeBase({ app, engine }: ReleaseWorkshop, mark: string): Promise<string> {
  const files = [['Dockerfile', `FROM ${busybox}\nENV BASE=${app}-${mark}\n`]] as const;
  const image = await engine.images.build(
    Readable.from([await packFiles(files)]),
    { dockerfile: 'Dockerfile', args: {}, labels: { 'dev.twinberth.app': app } },
    { onProgress: () => undefined },
  );
  await engine.images.tag(image.id, app, `base-${mark}`);
  return image.id;
}

function aim(shop: ReleaseWorkshop, target?: string): void {
  const source = { kind: 'build', context: shop.folder, dockerfile: 'Dockerfile', args: {} } as const;
  shop.configure({ source: target === undefined ? source : { ...source, target } });
}

describe('a base image whose tag moves', () => {
  test('makes another release of the same files; moved back, the first one is used again', async () => {
    const shop = await openReleaseWorkshop();
    const { engine, app } = shop;
    const [old, young] = [await makeBase(shop, 'old'), await makeBase(shop, 'young')];
    shop.write({ Dockerfile: `FROM ${app}:base\nCOPY page /page\n`, page: 'one' });

    await engine.images.tag(old, app, 'base');
    const first = await buildIn(shop);
    expect(first.release.source).toMatchObject({ bases: [{ reference: `${app}:base`, digest: old }] });

    await engine.images.tag(young, app, 'base');
    const second = await buildIn(shop);
    expect(second).toMatchObject({ reused: false, release: { version: 2 } });
    expect(second.release.inputHash).not.toBe(first.release.inputHash);
    expect(second.release.identity).not.toEqual(first.release.identity);
    expect(second.release.source).toMatchObject({ bases: [{ reference: `${app}:base`, digest: young }] });

    await engine.images.tag(old, app, 'base');
    expect(await buildIn(shop)).toMatchObject({ reused: true, release: first.release });
  });

  test('changes nothing where the stage that is asked for is not made from it', async () => {
    const shop = await openReleaseWorkshop();
    const { engine, app } = shop;
    const [old, young] = [await makeBase(shop, 'old'), await makeBase(shop, 'young')];
    shop.write({
      Dockerfile: `FROM ${busybox} AS lean\nCOPY page /page\nFROM ${app}:base AS full\nCOPY page /page\n`,
      page: 'one',
    });
    aim(shop, 'lean');
    await engine.images.tag(old, app, 'base');
    const { release } = await buildIn(shop);
    await engine.images.tag(young, app, 'base');
    expect(await buildIn(shop)).toMatchObject({ reused: true, release });
  });
});

test('each target is a release of its own', async () => {
  const shop = await openReleaseWorkshop();
  shop.write({
    Dockerfile: `FROM ${busybox} AS one\nCOPY page /one\nFROM ${busybox} AS two\nCOPY page /two\n`,
    page: 'page',
  });
  aim(shop, 'one');
  const one = await buildIn(shop);
  aim(shop, 'two');
  const two = await buildIn(shop);
  expect(two).toMatchObject({ reused: false, release: { version: 2 } });
  expect(two.release.inputHash).not.toBe(one.release.inputHash);
  expect(two.release.identity).not.toEqual(one.release.identity);
  aim(shop, 'one');
  expect(await buildIn(shop)).toMatchObject({ reused: true, release: one.release });
});

test('a base image is pulled where it is missing, and where newer ones are asked for', async () => {
  const shop = await openReleaseWorkshop();
  const { engine, app } = shop;
  const registry = await startRegistry(engine, app);
  const base = `${registry.host}/team/${app}-base:1`;
  const [old, young] = [await makeBase(shop, 'old'), await makeBase(shop, 'young')];
  shop.write({ Dockerfile: `FROM ${base}\nCOPY page /page\n`, page: 'one' });
  try {
    await registry.publish(old, `team/${app}-base`, '1');
    const first = await buildIn(shop);
    expect(shop.stages.some(({ stage }) => stage === 'pull')).toBe(true);
    expect(first.release.source).toMatchObject({ bases: [{ reference: base, digest: old }] });

    await registry.publish(young, `team/${app}-base`, '1');
    shop.stages.length = 0;
    expect(await buildIn(shop)).toMatchObject({ reused: true, release: first.release });
    expect(shop.stages.some(({ stage }) => stage === 'pull')).toBe(false);

    const second = await buildIn(shop, { pull: true });
    expect(second).toMatchObject({ reused: false, release: { version: 2 } });
    expect(second.release.source).toMatchObject({ bases: [{ reference: base, digest: young }] });
    expect(second.release.identity).not.toEqual(first.release.identity);
  } finally {
    await engine.images.removeTag(base);
  }
});
