import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildRelease } from '../../../electron/core/releases/build-release.ts';
import { ensureImageOnHost } from '../../../electron/core/releases/ensure-image-on-host.ts';
import { rebuildable, rebuildRelease } from '../../../electron/core/releases/rebuild-release.ts';
import type { Engine } from '../../../electron/core/engine/engine.ts';
import type { Host } from '../../../shared/model/host.ts';
import { testEngine } from '../../support/test-engine.ts';
import { buildIn } from './build-in.ts';
import { REGISTRY_PASSWORD, REGISTRY_USER, startRegistry } from './tiny-registry.ts';
import { imagesOf, openReleaseWorkshop, type ReleaseWorkshop } from './release-workshop.ts';

const { busybox } = testEngine().images;

function notes(shop: ReleaseWorkshop): string {
  return shop.stages.flatMap((stage) => (stage.stage === 'note' ? [stage.text] : [])).join('\n');
}

/** An image that is nowhere but in the registry. Returns its reference and digest there. */
async function published(
  shop: ReleaseWorkshop,
  host: string,
  publish: (image: string) => Promise<string>,
  content = 'page',
) {
  const reference = `${host}/team/${shop.app}:1`;
  shop.write({ Dockerfile: 'FROM scratch\nCOPY page /page\nCMD ["/page"]\n', page: content });
  const { release } = await buildRelease(shop.deps, { app: shop.app });
  const digest = await publish(release.tag);
  for (const tag of [release.tag, `${shop.app}:${release.inputHash.slice(0, 12)}`]) {
    await shop.engine.images.removeTag(tag);
  }
  return { reference, digest, identity: release.identity };
}

test('an image is pulled with the credentials of the Docker configuration and pinned to what came', async () => {
  const shop = await openReleaseWorkshop();
  const registry = await startRegistry(shop.engine, shop.app, `${REGISTRY_USER}:${REGISTRY_PASSWORD}`);
  const { reference, digest, identity } = await published(shop, registry.host, (image) =>
    registry.publish(image, `team/${shop.app}`, '1'),
  );
  shop.configure({ source: { kind: 'image', reference } });

  await expect(buildIn(shop)).rejects.toMatchObject({ code: 'pull.failed' });

  mkdirSync(shop.deps.dockerConfigDir, { recursive: true });
  const auth = Buffer.from(`${REGISTRY_USER}:${REGISTRY_PASSWORD}`).toString('base64');
  writeFileSync(
    join(shop.deps.dockerConfigDir, 'config.json'),
    JSON.stringify({ auths: { [registry.host]: { auth } } }),
  );
  shop.stages.length = 0;
  const { release, reused } = await buildIn(shop);
  expect(reused).toBe(false);
  expect(release.source).toEqual({
    kind: 'image',
    reference,
    pinned: `${registry.host}/team/${shop.app}@${digest}`,
  });
  expect(release.identity).toEqual(identity);
  expect(shop.stages.some((stage) => stage.stage === 'pull')).toBe(true);
  expect((await shop.engine.images.inspect(release.tag))?.tags).toContain(reference);
  expect(JSON.stringify(shop.stores.builds.list(shop.app))).not.toContain(REGISTRY_PASSWORD);

  expect(await buildIn(shop)).toMatchObject({ reused: true, release: { version: release.version } });

  // What the tag means now is another image; the release goes on meaning the one that was pulled.
  for (const tag of [reference, release.tag, `${shop.app}:${release.inputHash.slice(0, 12)}`]) {
    await shop.engine.images.removeTag(tag);
  }
  await shop.engine.images.removeTag(release.source.kind === 'image' ? (release.source.pinned ?? '') : '');
  expect(await shop.engine.images.inspect(identity.configDigest)).toBeUndefined();
  const other = await shop.engine.images.inspect(busybox);
  await registry.publish(other?.id ?? '', `team/${shop.app}`, '1');
  const brought = await ensureImageOnHost(shop.deps, release, shop.host);
  expect(await shop.engine.images.identity(brought)).toEqual(identity);
  expect((await shop.engine.images.inspect(release.tag))?.id).toBe(brought);
});

test('an image that is in no registry is used as it is, and that is said', async () => {
  const shop = await openReleaseWorkshop();
  const local = await shop.engine.images.inspect(busybox);
  await shop.engine.images.tag(local?.id ?? '', shop.app, 'made-by-hand');
  shop.configure({ source: { kind: 'image', reference: `${shop.app}:made-by-hand` } });
  const { release } = await buildIn(shop);
  expect(release.source).toEqual({ kind: 'image', reference: `${shop.app}:made-by-hand` });
  expect(release.identity.configDigest).toBe(local?.id);
  expect(notes(shop)).toContain(`${shop.app}:made-by-hand could not be pulled`);
  expect((await shop.engine.images.inspect(release.tag))?.id).toBe(local?.id);
  expect(await buildIn(shop)).toMatchObject({ reused: true });
});

test('an image that nobody has is refused by name', async () => {
  const shop = await openReleaseWorkshop();
  shop.configure({ source: { kind: 'image', reference: `${shop.app}-nobody:1` } });
  await expect(buildIn(shop)).rejects.toMatchObject({
    code: 'pull.failed',
    message: expect.stringContaining(`${shop.app}-nobody:1`) as string,
  });
  expect(shop.stores.releases.list(shop.app)).toEqual([]);
});

/** The same engine seen as another host that has none of the app's images until they are loaded there. */
function farHost(shop: ReleaseWorkshop): {
  readonly host: Host;
  readonly engine: Engine;
  readonly loads: () => number;
} {
  let loads = 0;
  const host: Host = { ...shop.host, id: 'h2', name: 'far', endpoint: { kind: 'unix', path: '/nowhere' } };
  shop.stores.hosts.add(host);
  const { images } = shop.engine;
  const engine: Engine = {
    ...shop.engine,
    images: {
      ...images,
      inspect: (reference) => (loads === 0 ? Promise.resolve(undefined) : images.inspect(reference)),
      load: async (tar, options) => {
        await images.load(tar, options);
        loads++;
      },
    },
  };
  return { host, engine, loads: () => loads };
}

test('an image is streamed to a host that has it not, once, and is verified there', async () => {
  const shop = await openReleaseWorkshop();
  shop.write({ Dockerfile: `FROM ${busybox}\nCOPY Dockerfile /\n` });
  const { release } = await buildIn(shop);
  const far = farHost(shop);
  const deps = {
    ...shop.deps,
    engineOf: (id: string) => Promise.resolve(id === far.host.id ? far.engine : shop.engine),
  };
  const sent: number[] = [];
  const image = await ensureImageOnHost(deps, release, far.host, {
    onProgress: ({ text, currentBytes }) => {
      expect(text).toBe(`${release.tag} from local to far`);
      sent.push(currentBytes ?? 0);
    },
  });
  expect(await shop.engine.images.identity(image)).toEqual(release.identity);
  expect(shop.stores.releases.engineId(release.id, far.host.id)).toBe(image);
  expect(sent.at(-1)).toBeGreaterThan(release.sizeBytes / 2);
  await ensureImageOnHost(deps, release, far.host);
  expect(far.loads()).toBe(1);
});

test('what arrives as another image is refused, and not recorded', async () => {
  const shop = await openReleaseWorkshop();
  shop.write({ Dockerfile: `FROM ${busybox}\nCOPY Dockerfile /\n` });
  const { release } = await buildIn(shop);
  const far = farHost(shop);
  const changed: Engine = {
    ...far.engine,
    images: {
      ...far.engine.images,
      identity: async (id) => ({ ...(await shop.engine.images.identity(id)), configDigest: 'sha256:0' }),
    },
  };
  const deps = {
    ...shop.deps,
    engineOf: (id: string) => Promise.resolve(id === far.host.id ? changed : shop.engine),
  };
  await expect(ensureImageOnHost(deps, release, far.host)).rejects.toMatchObject({
    code: 'identity.mismatch',
  });
  expect(shop.stores.releases.engineId(release.id, far.host.id)).toBeUndefined();
});

test('an image that is gone everywhere is said to be, and made again while its inputs are the same', async () => {
  const shop = await openReleaseWorkshop();
  shop.write({ Dockerfile: `FROM ${busybox}\nCOPY page /page\n`, page: 'one' });
  const { release } = await buildIn(shop);
  expect(await ensureImageOnHost(shop.deps, release, shop.host)).toMatch(/^sha256:/);
  for (const id of await imagesOf(shop.engine, shop.app)) {
    const image = await shop.engine.images.inspect(id);
    for (const tag of image?.tags ?? []) await shop.engine.images.removeTag(tag);
  }
  await expect(ensureImageOnHost(shop.deps, release, shop.host)).rejects.toMatchObject({
    code: 'release.image-gone',
    message: expect.stringContaining(`twinberth build ${shop.app}`) as string,
  });

  expect(await rebuildable(shop.deps, release)).toBe(true);
  const again = await rebuildRelease(shop.deps, release);
  expect(again).toMatchObject({ version: 2, inputHash: release.inputHash });

  shop.write({ page: 'two' });
  expect(await rebuildable(shop.deps, release)).toBe(false);
  await expect(rebuildRelease(shop.deps, release)).rejects.toMatchObject({ code: 'release.image-gone' });
});
