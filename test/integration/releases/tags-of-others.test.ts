import { describe, expect, test } from 'vitest';
import { buildRelease } from '../../../electron/core/releases/build-release.ts';
import { failureOf } from '../../support/failure-of.ts';
import { testEngine } from '../../support/test-engine.ts';
import { buildIn, stepsOf } from './build-in.ts';
import { openReleaseWorkshop } from './release-workshop.ts';

const { busybox } = testEngine().images;

describe('names on the engine', () => {
  test('a version that an image of somebody else has is passed over, and the image left alone', async () => {
    const shop = await openReleaseWorkshop();
    const other = await shop.engine.images.inspect(busybox);
    await shop.engine.images.tag(other?.id ?? '', shop.app, 'v7');
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY Dockerfile /\n` });
    expect((await buildIn(shop)).release.version).toBe(8);
    expect((await shop.engine.images.inspect(`${shop.app}:v7`))?.id).toBe(other?.id);
  });

  test('a tag that points elsewhere is not moved: the build is refused and says whose it is', async () => {
    const shop = await openReleaseWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY page /page\n`, page: 'one' });
    const { release } = await buildIn(shop);
    const tag = `${shop.app}:${release.inputHash.slice(0, 12)}`;
    await shop.engine.images.removeTag(release.tag);
    await shop.engine.images.removeTag(tag);
    const other = await shop.engine.images.inspect(busybox);
    await shop.engine.images.tag(other?.id ?? '', shop.app, release.inputHash.slice(0, 12));

    const failure = await failureOf(buildIn(shop));
    expect(failure).toMatchObject({ code: 'tag.taken', details: { tag, owner: 'not made by Twinberth' } });
    expect(failure.message).toContain('not made by Twinberth');
    expect((await shop.engine.images.inspect(tag))?.id).toBe(other?.id);
    expect(shop.stores.releases.list(shop.app)).toHaveLength(1);
    expect(stepsOf(shop).filter((step) => step.includes('exporting'))).toHaveLength(1);
  });

  test('an image of somebody else who uses Twinberth is named with its owner', async () => {
    const shop = await openReleaseWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY page /page\n`, page: 'one' });
    await buildRelease({ ...shop.deps, owner: 'bob@laptop' }, { app: shop.app });
    const elsewhere = await openReleaseWorkshop();
    const deps = {
      ...elsewhere.deps,
      appConfig: shop.deps.appConfig,
    };
    const failure = await failureOf(buildRelease(deps, { app: shop.app }));
    expect(failure).toMatchObject({ code: 'tag.taken', details: { owner: 'bob@laptop' } });
    expect(failure.message).toContain('bob@laptop, release v1');
  });
});
