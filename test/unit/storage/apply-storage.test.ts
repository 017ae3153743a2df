import { describe, expect, it } from 'vitest';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import { applyStorage } from '../../../electron/core/storage/apply-storage.ts';
import { surveyStorage } from '../../../electron/core/storage/gather-storage.ts';
import type { StorageDeps } from '../../../electron/core/storage/storage-deps.ts';
import type { AppConfig } from '../../../shared/model/app-config.ts';
import { temporaryHistory } from '../db/temporary-history.ts';
import { sampleBegin, sampleHost, sampleRelease } from '../deployments/sample-records.ts';
import { engineWithImages, OURS } from './engine-with-images.ts';

/** Engine ID of the image of a release. */
const digest = (version: number) => `sha256:${String(version).repeat(64)}`;
const tagsOf = (version: number) => [`web:v${version}`, `web:${String(version).repeat(12)}`];

function releaseOf(version: number) {
  return sampleRelease(version, {
    identity: { configDigest: digest(version), layers: [`sha256:layer-${version}`], platform: 'linux/amd64' },
    inputHash: String(version).repeat(64),
  });
}

/** Three releases of `web` on one engine, none of them deployed: all but the newest are to go, the older one last. */
async function stage() {
  const { stores, clock } = temporaryHistory();
  const store = await engineWithImages(
    [1, 2, 3].map((version) => ({
      id: digest(version),
      layers: releaseOf(version).identity.layers,
      tags: tagsOf(version),
      labels: OURS,
    })),
  );
  stores.hosts.add({ ...sampleHost, endpoint: { kind: 'unix', path: '/nowhere' } });
  stores.apps.add({ name: 'web', directory: '/srv/web', createdAt: 1 });
  for (const version of [1, 2, 3]) stores.releases.add(releaseOf(version));
  const deps: StorageDeps = {
    stores,
    clock,
    log: silentLog,
    owner: 'ann@desk',
    retention: { keep: 1, days: 0, logs: 5, logDays: 9 },
    engineOf: () => Promise.resolve(store.engine),
    appConfig: () => Promise.resolve({ app: 'web' } as AppConfig),
    lockPlacement: () => ({ release: () => Promise.resolve() }),
    lockBuilds: () => Promise.resolve({ release: () => undefined }),
  };
  const survey = await surveyStorage(deps);
  const planned = survey.plan.hosts[0]?.removes.map(({ version }) => version);
  expect(planned).toEqual([1, 2]);
  return {
    ...store,
    stores,
    clock,
    apply: async () => (await applyStorage(deps, survey, {})).hosts[0],
    left: () => store.images.map(({ id }) => id).sort(),
  };
}

describe('what a plan says is removed', () => {
  it('goes by its ID, tags and all, and what was kept stays', async () => {
    const { apply, left, fake, image } = await stage();
    expect(await apply()).toMatchObject({
      removed: ['web:v1', 'web:v2'],
      spared: [],
      failed: [],
      plannedBytes: 2000,
      measured: { layersBytes: 2000 },
    });
    expect(left()).toEqual([digest(3)]);
    expect(image(digest(3)).tags).toEqual(tagsOf(3));
    const forced = fake.calls.filter(({ method, query }) => method === 'DELETE' && query.has('force'));
    expect(forced).toEqual([]);
  });
});

describe('what has come to be needed since it was planned', () => {
  type Staged = Awaited<ReturnType<typeof stage>>;
  it.each<readonly [string, (staged: Staged) => unknown, RegExp]>([
    [
      'somebody pinned it',
      ({ stores }) => stores.pins.add({ app: 'web', version: 1, by: 'bob@nuc', at: 1 }),
      /bob@nuc/,
    ],
    [
      'a container was made from it',
      ({ containers }) => containers.push({ name: 'fresh', image: digest(1) }),
      /fresh/,
    ],
    ['it is being deployed', ({ stores }) => stores.deployments.begin(sampleBegin('d1', 1)), /deploy/],
    ['it was given a name', ({ image }) => image(digest(1)).tags.push('mine:latest'), /mine:latest/],
    ['it does not carry our labels', ({ image }) => (image(digest(1)).labels = {}), /labels/],
    [
      'a release was made from it',
      ({ stores }) =>
        stores.releases.add({
          ...releaseOf(4),
          source: {
            kind: 'build',
            directory: '/srv/web',
            context: '.',
            dockerfile: 'Dockerfile',
            bases: [{ reference: 'web:v1', digest: digest(1) }],
            args: {},
          },
        }),
      /made meanwhile/,
    ],
  ])('is spared, and the rest goes on: %s', async (_what, happens, why) => {
    const staged = await stage();
    happens(staged);
    const tags = [...staged.image(digest(1)).tags];
    const outcome = await staged.apply();
    expect(outcome).toMatchObject({
      removed: ['web:v2'],
      spared: [{ what: 'web:v1', problem: expect.stringMatching(why) as string }],
      failed: [],
    });
    expect(staged.image(digest(1)).tags).toEqual(tags);
    expect(
      staged.fake.calls.filter(({ method, path }) => method === 'DELETE' && path.includes('v1')),
    ).toEqual([]);
  });

  it('is no matter when it is gone already', async () => {
    const { apply, images, left } = await stage();
    (images as unknown[]).splice(0, 1);
    expect(await apply()).toMatchObject({
      removed: ['web:v2'],
      spared: [{ what: 'web:v1', problem: 'it is gone already' }],
    });
    expect(left()).toEqual([digest(3)]);
  });
});

describe('what the engine will not remove', () => {
  it.each([
    [409, 'conflict: unable to delete, image is being used by running container 0123'],
    [500, 'error removing layer: device or resource busy'],
  ])('is told of with its words (%i), gets its tags back, and the rest goes on', async (status, message) => {
    const { apply, image, left } = await stage();
    image(digest(1)).refusal = { status, message };
    const outcome = await apply();
    expect(outcome).toMatchObject({
      removed: ['web:v2'],
      spared: [],
      failed: [{ what: 'web:v1', problem: expect.stringContaining(message) as string }],
      plannedBytes: 1000,
      measured: { layersBytes: 1000 },
    });
    expect(left()).toEqual([digest(1), digest(3)]);
    expect(image(digest(1)).tags.sort()).toEqual(tagsOf(1).sort());
  });
});
