import { describe, expect, test } from 'vitest';
import { testEngine } from '../../support/test-engine.ts';
import { buildIn, stepsOf, unique } from './build-in.ts';
import { imagesOf, openReleaseWorkshop } from './release-workshop.ts';

const { busybox } = testEngine().images;

describe('the same input again', () => {
  test('builds nothing and returns the release that there is', async () => {
    const shop = await openReleaseWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY page /page\n`, page: 'one' });
    const first = await buildIn(shop);
    shop.stages.length = 0;
    const second = await buildIn(shop);
    expect(second).toMatchObject({ reused: true, release: first.release });
    expect(shop.stages.every((stage) => stage.stage === 'hash')).toBe(true);
    expect(shop.stores.builds.list(shop.app).map((record) => record.state)).toEqual(['reused', 'done']);
    expect(await imagesOf(shop.engine, shop.app)).toHaveLength(1);
  });

  test('a changed file, argument or Dockerfile is another release; changed back it is the first one again', async () => {
    const shop = await openReleaseWorkshop();
    const dockerfile = `FROM ${busybox}\nARG LEVEL=1\nCOPY page /page\n`;
    shop.write({ Dockerfile: dockerfile, page: 'one' });
    const first = await buildIn(shop);
    shop.write({ page: 'two' });
    const second = await buildIn(shop);
    expect(second.release.version).toBe(2);
    expect(second.release.identity).not.toEqual(first.release.identity);
    shop.write({ page: 'one', Dockerfile: `${dockerfile}ENV X=1\n` });
    expect((await buildIn(shop)).release.version).toBe(3);
    shop.write({ Dockerfile: dockerfile });
    shop.configure({
      source: { kind: 'build', context: shop.folder, dockerfile: 'Dockerfile', args: { LEVEL: '2' } },
    });
    expect((await buildIn(shop)).release.version).toBe(4);
    shop.configure({ source: { kind: 'build', context: shop.folder, dockerfile: 'Dockerfile', args: {} } });
    expect(await buildIn(shop)).toMatchObject({ reused: true, release: { version: 1 } });
  });

  test('is built again when its image is gone, with the next version', async () => {
    const shop = await openReleaseWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY page /page\n`, page: 'one' });
    const { release } = await buildIn(shop);
    await shop.engine.images.removeTag(release.tag);
    await shop.engine.images.removeTag(`${shop.app}:${release.inputHash.slice(0, 12)}`);
    const again = await buildIn(shop);
    expect(again).toMatchObject({ reused: false, release: { version: 2, inputHash: release.inputHash } });
  });

  test('gets back a tag that somebody removed', async () => {
    const shop = await openReleaseWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY page /page\n`, page: 'one' });
    const { release } = await buildIn(shop);
    await shop.engine.images.removeTag(release.tag);
    await buildIn(shop);
    expect(await shop.engine.images.inspect(release.tag)).toBeDefined();
  });

  test('does not take an image for the release only because it has its tag', async () => {
    const shop = await openReleaseWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY page /page\n`, page: 'one' });
    const { release } = await buildIn(shop);
    await shop.engine.images.removeTag(release.tag);
    await shop.engine.images.removeTag(`${shop.app}:${release.inputHash.slice(0, 12)}`);
    const other = await shop.engine.images.inspect(busybox);
    await shop.engine.images.tag(other?.id ?? '', shop.app, 'v1');
    expect(await buildIn(shop)).toMatchObject({ reused: false, release: { version: 2 } });
    expect((await shop.engine.images.inspect(`${shop.app}:v1`))?.id).toBe(other?.id);
  });

  test('without the cache is built again, beside the first one', async () => {
    const shop = await openReleaseWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nRUN echo ${unique()}\n` });
    const { release } = await buildIn(shop);
    const again = await buildIn(shop, { noCache: true });
    expect(again).toMatchObject({ reused: false, release: { version: 2, inputHash: release.inputHash } });
    expect(stepsOf(shop).filter((step) => step.includes('RUN') && step.endsWith(': done'))).toHaveLength(2);
    const byInput = await shop.engine.images.inspect(`${shop.app}:${release.inputHash.slice(0, 12)}`);
    expect(byInput?.tags).toContain(release.tag);
  });

  test('two builds at once make one release', async () => {
    const shop = await openReleaseWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nRUN echo ${unique()}\n` });
    const outcomes = await Promise.all([buildIn(shop), buildIn(shop)]);
    expect(outcomes.map(({ reused }) => reused).sort()).toEqual([false, true]);
    expect(outcomes.map(({ release }) => release.version)).toEqual([1, 1]);
  });
});
