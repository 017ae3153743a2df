import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStores } from '../../electron/core/db/open-stores.ts';
import type { Stores } from '../../electron/core/db/stores.ts';
import { connectEngine } from '../../electron/core/engine/connect-engine.ts';
import { systemClock } from '../../electron/core/runtime/clock.ts';
import { randomIds } from '../../electron/core/runtime/ids.ts';
import { silentLog } from '../../electron/core/runtime/log.ts';
import { surveyStorage } from '../../electron/core/storage/gather-storage.ts';
import type { StorageDeps } from '../../electron/core/storage/storage-deps.ts';
import { sendJson, startFakeEngine, type FakeEngine } from '../support/fake-engine.ts';
import { openWorkshop } from '../support/workshop.ts';
import { sampleRelease } from '../unit/deployments/sample-records.ts';
import type { BenchRow } from './bench-row.ts';
import { atMost } from './judge-row.ts';
import { README_ROWS } from './row-titles.ts';

const IMAGES = 2000;
const APPS = 20;
const ROUNDS = 5;
/** Of layers that only one release has, on the real engine. */
const OWN_BYTES = 8_000_000;
const RELEASES = 4;

/**
 * The plan of a collection over 2,000 images that share layers, from the first question to a fake engine to the plan
 * (median, milliseconds); and what a collection frees on the real engine against what its plan said.
 */
export async function benchStorage(): Promise<BenchRow[]> {
  return [
    await benchPlan(README_ROWS.gcPlan, []),
    await benchPlan(README_ROWS.gcPlanBuildKit, BUILDER_RECORDS),
    await benchFreed(),
  ];
}

/** With these the plan also says what the builder holds, and asks about every image for that. */
const BUILDER_RECORDS = [{ ID: 'record', Size: 10_000, Shared: true, InUse: false }];

async function benchPlan(name: string, records: readonly object[]): Promise<BenchRow> {
  const folder = await mkdtemp(join(tmpdir(), 'twinberth-bench-'));
  const fake = await startFakeEngine();
  const stores = openStores(join(folder, 'history.db'), { clock: systemClock, ids: randomIds });
  try {
    stores.hosts.add({
      id: 'h1',
      name: 'local',
      endpoint: fake.endpoint,
      address: '127.0.0.1',
      createdAt: 1,
    });
    fillHistory(stores);
    serveImages(fake, records);
    const engine = await connectEngine(fake.endpoint, { clock: systemClock, log: silentLog });
    const deps: StorageDeps = {
      stores,
      clock: systemClock,
      log: silentLog,
      owner: 'ann@desk',
      retention: { keep: 5, days: 7, logs: 50, logDays: 90 },
      engineOf: () => Promise.resolve(engine),
      appConfig: () => Promise.reject(new Error('no app is registered')),
      lockPlacement: () => ({ release: () => Promise.resolve() }),
      lockBuilds: () => Promise.resolve({ release: () => undefined }),
    };
    const times: number[] = [];
    let removes = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = performance.now();
      const { plan } = await surveyStorage(deps);
      times.push(performance.now() - start);
      removes = plan.hosts[0]?.removes.length ?? 0;
    }
    engine.close();
    if (removes !== IMAGES) throw new Error(`${removes} of ${IMAGES} images were planned to go`);
    const median = times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
    return atMost(1000, {
      name,
      value: Math.round(median),
      unit: 'ms',
      note: `fake engine over a socket, ${fake.calls.length / ROUNDS} calls a plan, ${APPS} apps`,
    });
  } finally {
    stores.close();
    await fake.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const digest = (index: number): string => `sha256:${index.toString(16).padStart(64, '0')}`;
const appOf = (index: number): string => `app-${index % APPS}`;

/** Five layers that many share, and two of its own. */
function layersOf(index: number): readonly string[] {
  const shared = [0, 1, 2, 3, 4].map((layer) => digest(10_000 + layer * 100 + (index % (layer + 1))));
  return [...shared, digest(100_000 + index), digest(200_000 + index)];
}

function fillHistory(stores: Stores): void {
  stores.transaction(() => {
    for (let index = 0; index < IMAGES; index += 1) {
      const version = Math.floor(index / APPS) + 1;
      const identity = { configDigest: digest(index), layers: [...layersOf(index)], platform: 'linux/amd64' };
      const app = appOf(index);
      const tag = `${app}:v${version}`;
      stores.releases.add(sampleRelease(version, { id: `r${index}`, app, tag, identity, createdAt: 1 }));
    }
  });
}

function serveImages(fake: FakeEngine, records: readonly object[]): void {
  const images = Array.from({ length: IMAGES }, (_, index) => ({
    Id: digest(index),
    RepoTags: [`${appOf(index)}:v${Math.floor(index / APPS) + 1}`],
    Created: index,
    Size: 70_000,
    Labels: {
      'dev.twinberth.version': '1',
      'dev.twinberth.role': 'image',
      'dev.twinberth.app': appOf(index),
    },
  }));
  const steps = layersOf(0).map(() => ({ Size: 10_000, CreatedBy: 'COPY . .' }));
  fake.on('GET /images/json', ({ response }) => sendJson(response, 200, images));
  for (const { Id } of images)
    fake.on(`GET /images/${Id}/history`, ({ response }) => sendJson(response, 200, steps));
  fake.on('GET /info', ({ response }) => sendJson(response, 200, { Driver: 'overlay2' }));
  fake.on('GET /system/df', ({ response }) =>
    sendJson(response, 200, { LayersSize: 0, BuildCache: records }),
  );
  for (const kind of ['containers/json', 'networks'])
    fake.on(`GET /${kind}`, ({ response }) => sendJson(response, 200, []));
  fake.on('GET /volumes', ({ response }) => sendJson(response, 200, { Volumes: [] }));
}

/** Nothing else may make or remove images on the engine meanwhile. */
async function benchFreed(): Promise<BenchRow> {
  const shop = await openWorkshop();
  try {
    const env = { ...shop.env, TWINBERTH_RETENTION_KEEP: '1', TWINBERTH_RETENTION_DAYS: '0' };
    const core = shop.secondCore({ env });
    for (let release = 0; release < RELEASES; release += 1) {
      await writeFile(join(shop.folder, 'blob.mjs'), randomBytes(OWN_BYTES));
      await shop.release();
    }
    const { hosts } = await core.storage.apply({ buildCache: true });
    const planned = hosts[0]?.plannedBytes ?? 0;
    const { layersBytes = 0, keptByBuilderBytes = 0 } = hosts[0]?.measured ?? {};
    const freed = layersBytes - keptByBuilderBytes;
    return atMost(1, {
      name: README_ROWS.gcFreed,
      value: Number(((Math.abs(freed - planned) / planned) * 100).toFixed(3)),
      unit: '%',
      note: `${planned} planned, ${freed} freed with ${RELEASES - 1} images, the builder's records included`,
    });
  } finally {
    await shop.remove();
  }
}
