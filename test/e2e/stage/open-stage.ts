import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { startProcess, type Finished } from '../../integration/cli/command-line.ts';

/**
 * A user's machine on which nobody has used Twinberth yet: an engine, the folder of an app with a Dockerfile, and no data.
 * Names and ports are its own, so that stages do not meet on the engine.
 */
export interface Stage {
  readonly app: string;
  readonly lanes: { readonly dev: string; readonly prod: string };
  readonly ports: { readonly dev: number; readonly prod: number };
  /** Of the app: a Dockerfile and its sources, named like the app. */
  readonly folder: string;
  /** Its twinberth.yaml, which is not there yet. */
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  readonly shop: Workshop;
  /** What its owner makes of the proposed twinberth.yaml: other names and ports, and shorter times than anybody needs. */
  configuration(): string;
  /** The command line on the same data. */
  twinberth(...words: readonly string[]): Promise<Finished>;
  /** Of an app that nobody has registered. */
  anotherFolder(): Promise<string>;
  /** The app's file is there and v1 serves in both environments, put there by the command line. */
  moor(): Promise<void>;
  /** What a client gets through the published port of an environment. */
  visit(lane: 'dev' | 'prod'): ReturnType<Workshop['get']>;
  /** Edits the Dockerfile: what the next build will be, and how it behaves. */
  edit(change: { readonly version: string; readonly behaviour?: string }): Promise<void>;
  remove(): Promise<void>;
}

const LAUNCHER = join(import.meta.dirname, '../../../electron/cli/twinberth.mjs');

/** @param endpoint of the engine as the user's machine reaches it; default: directly */
export async function openStage(options: { readonly endpoint?: string } = {}): Promise<Stage> {
  const shop = await openWorkshop();
  const home = await mkdtemp(join(tmpdir(), 'twinberth-e2e-'));
  const folder = join(home, shop.app);
  await mkdir(folder);
  await cp(shop.folder, folder, { recursive: true, filter: (path) => !path.endsWith('twinberth.yaml') });
  const env = {
    ...shop.env,
    HOME: home,
    TWINBERTH_HOME: join(home, 'data'),
    ...(options.endpoint === undefined ? {} : { DOCKER_HOST: options.endpoint }),
  };
  const dockerfile = join(folder, 'Dockerfile');
  const twinberth: Stage['twinberth'] = (...words) =>
    startProcess(process.execPath, [LAUNCHER, ...words], { cwd: folder, env }).ended;
  const must = async (...words: readonly string[]): Promise<void> => {
    const { code, stderr } = await twinberth(...words);
    if (code !== 0) throw new Error(`twinberth ${words.join(' ')} ended with ${code}: ${stderr}`);
  };
  const stage: Stage = {
    app: shop.app,
    lanes: { dev: shop.dev, prod: shop.prod },
    ports: shop.ports,
    folder,
    file: join(folder, 'twinberth.yaml'),
    env,
    shop,
    configuration: () =>
      stringify({
        app: shop.app,
        port: 8080,
        health: { path: '/healthz', interval: '250ms', rise: 2, stable: '300ms', deadline: '10s' },
        bake: '1s',
        warmFor: '5m',
        drain: '5s',
        stop_grace_period: '2s',
        environments: {
          [shop.dev]: { publish: shop.ports.dev },
          [shop.prod]: { publish: shop.ports.prod },
        },
      }),
    twinberth,
    anotherFolder: async () => {
      const another = join(home, `other-${shop.app}`);
      await cp(folder, another, { recursive: true, filter: (path) => path !== stage.file });
      return another;
    },
    moor: async () => {
      await writeFile(stage.file, stage.configuration());
      await must('app', 'add', folder);
      await must('build', shop.app);
      await must('deploy', shop.app, shop.dev);
      await must('promote', shop.app, '--from', shop.dev, '--to', shop.prod);
    },
    visit: (lane) => shop.get(shop.ports[lane]),
    edit: async ({ version, behaviour = 'ok' }) => {
      const text = await readFile(dockerfile, 'utf8');
      await writeFile(
        dockerfile,
        text
          .replace(/^ARG VERSION=.*$/m, `ARG VERSION=${version}`)
          .replace(/^ARG BEHAVIOUR=.*$/m, `ARG BEHAVIOUR=${behaviour}`),
      );
    },
    remove: async () => {
      await shop.remove();
      await rm(home, { recursive: true, force: true });
    },
  };
  return stage;
}
