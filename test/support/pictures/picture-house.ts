import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { startProcess, type Finished } from '../../integration/cli/command-line.ts';
import type { TestEngine } from '../test-engine.ts';
import { freePort } from '../workshop.ts';

/** A house as somebody might have it at home, with real containers, whose pictures are taken. */
export interface PictureHouse {
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  /** Published ports of the placements that get visitors, busiest first. */
  readonly visited: readonly number[];
  /** Runs the command; throws unless it ends with `code`. */
  twinberth(words: readonly string[], code?: number): Promise<Finished>;
  /** Makes the next release of an app another, and different if `change` says so. */
  change(app: string, version: number, change?: AppChange): Promise<void>;
  remove(): Promise<void>;
}

export interface AppChange {
  /** In every lane: it takes long to start. */
  readonly slow?: boolean;
  /** In prod alone: it loses its database some time after it was found to be well. */
  readonly fails?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

export const LANES = ['dev', 'staging', 'prod'] as const;
/** It lies there, and Twinberth does not know of it. */
export const NEW_APP = 'blog';
const LAUNCHER = join(import.meta.dirname, '../../../electron/cli/twinberth.mjs');

/** Nobody waits for pictures. */
const QUICK = {
  health: { path: '/healthz', interval: '250ms', timeout: '2s', rise: 2, stable: '500ms', deadline: '30s' },
  bake: '1s',
  warmFor: '2h',
  drain: '2s',
  stop_grace_period: '2s',
};

interface PictureApp {
  readonly name: string;
  readonly replicas?: number;
  readonly volume?: boolean;
}

const APPS: readonly PictureApp[] = [
  { name: 'shop', replicas: 2 },
  { name: 'api', replicas: 2 },
  { name: 'auth' },
  { name: 'media', volume: true },
];

export async function openPictureHouse(engine: TestEngine): Promise<PictureHouse> {
  const home = await mkdtemp(join(tmpdir(), 'twinberth-pictures-'));
  const folder = join(home, 'house');
  const ports = new Map<string, number>();
  for (const { name } of APPS) for (const lane of LANES) ports.set(`${name}/${lane}`, await freePort());
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    TWINBERTH_HOME: join(home, 'data'),
    TWINBERTH_EDGE_IMAGE: engine.images.edge,
    TWINBERTH_RUN: engine.run,
    DOCKER_HOST: engine.endpoint,
  };
  const house: PictureHouse = {
    env,
    folder,
    visited: ['shop/prod', 'api/prod', 'auth/prod', 'shop/staging'].map((place) => ports.get(place) ?? 0),
    twinberth: async (words, code = 0) => {
      const ended = await startProcess(process.execPath, [LAUNCHER, ...words], { cwd: home, env }).ended;
      if (ended.code !== code)
        throw new Error(
          `twinberth ${words.join(' ')} ended with ${ended.code}:\n${ended.stdout}${ended.stderr}`,
        );
      return ended;
    },
    change: async (name, version, { slow = false, fails = false, environment } = {}) => {
      const app = APPS.find((one) => one.name === name);
      const file = {
        app: name,
        build: {
          args: {
            NAME: `${name} v${version}`,
            BASE: engine.images.node,
            TROUBLE: slow ? 'slow-start' : 'none',
          },
        },
        port: 8080,
        ...QUICK,
        test: { command: ['node', '--test'], timeout: '1m' },
        environment: { LOG_LEVEL: 'info', CURRENCY: 'EUR', ...environment },
        ...(app?.volume === true ? { volumes: ['library:/var/lib/media'] } : {}),
        environments: Object.fromEntries(
          LANES.map((lane) => [
            lane,
            {
              publish: `127.0.0.1:${ports.get(`${name}/${lane}`) ?? 0}`,
              ...(lane === 'prod' && app?.replicas !== undefined ? { replicas: app.replicas } : {}),
              ...(lane === 'dev' ? { environment: { LOG_LEVEL: 'debug' } } : {}),
              ...(lane === 'prod' && fails ? { environment: { TROUBLE: 'database' } } : {}),
            },
          ]),
        ),
      };
      await writeFile(join(folder, name, 'twinberth.yaml'), stringify(file));
    },
    remove: () => rm(home, { recursive: true, force: true }),
  };
  for (const name of [...APPS.map((app) => app.name), NEW_APP]) {
    await mkdir(join(folder, name), { recursive: true });
    await cp(join(import.meta.dirname, 'app'), join(folder, name), { recursive: true });
  }
  return house;
}
