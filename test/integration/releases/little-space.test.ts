import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import type { ReleaseDeps } from '../../../electron/core/releases/release-deps.ts';
import type { Host } from '../../../shared/model/host.ts';
import { testEngine } from '../../support/test-engine.ts';
import { buildIn, unique } from './build-in.ts';
import { openReleaseWorkshop, type ReleaseWorkshop } from './release-workshop.ts';

const { busybox } = testEngine().images;

/** More than any disk has. */
const VAST = 1e18;

/** The same workshop, where the newest release takes so many bytes, and the engine's data are on this machine. */
function withNewest(shop: ReleaseWorkshop, sizeBytes: number): ReleaseWorkshop {
  const { stores } = shop;
  const here = (host: Host): Host => ({ ...host, endpoint: { kind: 'unix', path: '/run/engine.sock' } });
  const deps: ReleaseDeps = {
    ...shop.deps,
    stores: {
      ...stores,
      hosts: {
        ...stores.hosts,
        list: () => stores.hosts.list().map(here),
        byName: (name) => mapped(stores.hosts.byName(name), here),
      },
      releases: {
        ...stores.releases,
        latest: (app) => mapped(stores.releases.latest(app), (release) => ({ ...release, sizeBytes })),
      },
    },
    engineOf: () =>
      Promise.resolve({
        ...shop.engine,
        info: async () => ({ ...(await shop.engine.info()), dataRoot: tmpdir() }),
      }),
  };
  return { ...shop, deps };
}

function mapped<T>(value: T | undefined, change: (value: T) => T): T | undefined {
  return value === undefined ? undefined : change(value);
}

function notesOf({ stages }: ReleaseWorkshop): string {
  return stages.flatMap((stage) => (stage.stage === 'note' ? [stage.text] : [])).join('\n');
}

test('a build that would not fit says so before it begins, and goes on', async () => {
  const shop = await openReleaseWorkshop();
  const write = () => shop.write({ Dockerfile: `FROM ${busybox}\nRUN echo ${unique()}\n` });
  write();
  await buildIn(shop);
  expect(notesOf(shop)).not.toContain('may not fit');

  write();
  expect((await buildIn(withNewest(shop, 1))).release.version).toBe(2);
  expect(notesOf(shop)).not.toContain('may not fit');

  write();
  const { release } = await buildIn(withNewest(shop, VAST));
  expect(release.version).toBe(3);
  expect(notesOf(shop)).toMatch(
    new RegExp(`Only .* are free on local, and ${shop.app}:v2 takes .*may not fit.*twinberth gc`),
  );
  const kinds = shop.stages.map(({ stage }) => stage);
  expect(kinds.lastIndexOf('build')).toBeGreaterThan(kinds.lastIndexOf('note'));
});
