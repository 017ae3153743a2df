import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Core } from '../../../electron/core/core.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { parseEndpoint } from '../../../electron/core/engine/parse-endpoint.ts';
import { relayTo, type EngineRelay } from '../faults/engine-relay.ts';
import type { JournalPoint } from '../faults/journal-point.ts';
import { strikeAt } from '../faults/journal-point.ts';
import { BAD_IN_BAKE, NEVER_READY, PLACES, VERSIONS, type PlaceName } from '../model/act.ts';
import { testEngine } from '../test-engine.ts';
import { openWorkshop, type ConfigChange, type Workshop } from '../workshop.ts';
import type { ActPlace } from './perform-act.ts';
import { shiftedClock, type ShiftedClock } from './shifted-clock.ts';

/** How long a standby stays warm here, milliseconds: longer than any run, so that only a clock that jumps ends it. */
export const WARM_MS = 3_600_000;

/** What property runs stand on: an engine behind a relay, an app whose versions are released, and nothing of it deployed. */
export interface Ground {
  readonly shop: Workshop;
  readonly place: ActPlace;
  readonly relay: EngineRelay;
  /** Of the machine that the current run is on. */
  readonly clock: ShiftedClock;
  /** Two processes' worth of cores on the same data. */
  readonly cores: readonly [Core, Core];
  /** The environment of a process on the current data. */
  readonly env: Readonly<Record<string, string>>;
  /** Another core, that is struck at a point of its journal. Whoever opens it closes it. */
  struckCore(point: JournalPoint, strike: () => void): Core;
  /** Writes twinberth.yaml as it suits a version. */
  configureFor(version: number | undefined): Promise<void>;
  /** Removes all that runs of the app, and begins anew on a history that knows its releases and nothing else. */
  reset(): Promise<void>;
  /** Every release has its tag again. */
  restoreTags(): Promise<void>;
  /** The data folder is moved away, and empty ones are opened in its place. */
  loseHistory(): Promise<void>;
  remove(): Promise<void>;
}

export async function openGround(): Promise<Ground> {
  const relay = await relayTo(parseEndpoint(testEngine().endpoint));
  const shop = await openWorkshop({ endpoint: relay.endpoint });
  await writeApp(shop);
  for (const version of VERSIONS) await shop.release(configOf(version));
  const images = new Map<number, string>();
  for (const version of VERSIONS)
    images.set(version, (await shop.engine.images.inspect(`${shop.app}:v${version}`))?.id ?? '');
  const restoreTags = async (): Promise<void> => {
    for (const [version, image] of images) await shop.engine.images.tag(image, shop.app, `v${version}`);
  };
  const root = join(shop.folder, '..');
  const template = join(root, 'template.db');
  await shop.core.history.backup(template);
  let runs = 0;
  let home = '';
  let cores: readonly Core[] = [];
  let clock = shiftedClock();
  const env = () => ({ ...shop.env, TWINBERTH_HOME: home });
  const openCores = (): void => {
    cores = [0, 1].map(() => shop.secondCore({ env: env(), clock }));
  };
  const closeCores = async (): Promise<void> => {
    await Promise.all(cores.map((core) => core.close()));
    cores = [];
  };
  return {
    shop,
    place: { app: shop.app, dev: shop.dev, prod: shop.prod },
    relay,
    get clock() {
      return clock;
    },
    get cores() {
      const [first, second] = cores;
      if (first === undefined || second === undefined) throw new Error('the ground was not reset');
      return [first, second] as const;
    },
    get env() {
      return env();
    },
    struckCore: (point, strike) =>
      shop.secondCore({ env: env(), clock, wrapStores: strikeAt(point, strike) }),
    configureFor: (version) => shop.configure(configOf(version)),
    reset: async () => {
      relay.mend();
      await closeCores();
      await clear(shop);
      await restoreTags();
      runs += 1;
      home = join(root, `home-${runs}`);
      clock = shiftedClock();
      await mkdir(home, { mode: 0o700 });
      await cp(template, join(home, 'history.db'));
      openCores();
    },
    restoreTags,
    loseHistory: async () => {
      await closeCores();
      await rename(home, `${home}-lost-${Date.now()}`);
      openCores();
    },
    remove: async () => {
      await closeCores();
      await shop.remove();
      await relay.close();
    },
  };
}

const QUICK = {
  health: { path: '/', interval: '250ms', timeout: '2s', rise: 2, stable: '0s', deadline: '20s' },
  bake: '600ms',
  warmFor: `${WARM_MS / 1000}s`,
  drain: '1s',
  stop_grace_period: '1s',
};

/** One that never gets ready is not waited for as long as one that is only slow. */
function configOf(version: number | undefined): ConfigChange {
  const health = version === NEVER_READY ? { ...QUICK.health, deadline: '1s' } : QUICK.health;
  const behaviour =
    version === NEVER_READY ? 'never-ready' : version === BAD_IN_BAKE ? 'dies-when-serving' : 'ok';
  return {
    version: `v${version ?? 1}`,
    behaviour,
    app: { ...QUICK, health },
    prod: { volumes: ['data:/data'] },
  };
}

async function writeApp({ folder, test }: Workshop): Promise<void> {
  await rm(folder, { recursive: true });
  await cp(join(import.meta.dirname, 'app'), folder, { recursive: true });
  const dockerfile = join(folder, 'Dockerfile');
  const text = await readFile(dockerfile, 'utf8');
  await writeFile(dockerfile, text.replace(/^ARG BASE.*$/m, '').replace('${BASE}', test.images.node));
}

/** What runs of the app, by label; its images stay. */
async function clear({ engine, app, ...names }: Workshop): Promise<void> {
  const containers = await engine.containers.list({ [LABEL.app]: app });
  await Promise.all(containers.map(({ id }) => engine.containers.remove(id)));
  for (const volume of await engine.volumes.list({ [LABEL.app]: app }))
    await engine.volumes.remove(volume.name);
  for (const place of PLACES) {
    const network = await engine.networks.inspect(`twinberth-${nameOf(names, place)}`);
    if (network !== undefined) await engine.networks.remove(network.id);
  }
}

function nameOf(names: Readonly<Record<PlaceName, string>>, place: PlaceName): string {
  return names[place];
}
