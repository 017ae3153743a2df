import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  readonly env: Readonly<Record<string, string>>;
  readonly shop: Workshop;
  /** The command line on the same data. */
  twinberth(...words: readonly string[]): Promise<Finished>;
  /** What a client gets through the published port of an environment. */
  visit(lane: 'dev' | 'prod'): ReturnType<Workshop['get']>;
  /** Edits the Dockerfile: what the next build will be, and how it behaves. */
  edit(change: { readonly version: string; readonly behaviour?: string }): Promise<void>;
  remove(): Promise<void>;
}

const LAUNCHER = join(import.meta.dirname, '../../../electron/cli/twinberth.mjs');

export async function openStage(): Promise<Stage> {
  const shop = await openWorkshop();
  const home = await mkdtemp(join(tmpdir(), 'twinberth-e2e-'));
  const folder = join(home, shop.app);
  await mkdir(folder);
  await cp(shop.folder, folder, { recursive: true, filter: (path) => !path.endsWith('twinberth.yaml') });
  const env = { ...shop.env, HOME: home, TWINBERTH_HOME: join(home, 'data') };
  const dockerfile = join(folder, 'Dockerfile');
  return {
    app: shop.app,
    lanes: { dev: shop.dev, prod: shop.prod },
    ports: shop.ports,
    folder,
    env,
    shop,
    twinberth: (...words) => startProcess(process.execPath, [LAUNCHER, ...words], { cwd: folder, env }).ended,
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
}
