import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppConfig } from '../../../shared/model/app-config.ts';
import type { AppDetail, AppView } from '../../../shared/model/app-views.ts';
import type { Release } from '../../../shared/model/release.ts';
import type { RegisteredApp, Stores } from '../db/stores.ts';
import { Failure, toFailure } from '../runtime/failure.ts';
import { FILE_NAMES } from './load-config-file.ts';
import { readAppConfig, type ReadConfig } from './read-app-config.ts';
import { MAX_FILE_BYTES } from './parse-yaml.ts';
import { requireApp } from './require-app.ts';
import type { Settings } from './settings.ts';

interface ViewDeps {
  readonly stores: Pick<Stores, 'apps' | 'releases' | 'builds'>;
  readonly settings: Settings;
}

/** So many of the last builds are told. */
const BUILDS = 50;

/** An app with its file as it is now; that it cannot be used is told, not thrown. `app.unknown`. */
export async function viewApp({ stores, settings }: ViewDeps, name: string): Promise<AppDetail> {
  const app = requireApp(stores, name);
  const read = await readAppConfig(app.directory, settings).catch(toFailure);
  const { file, text } = await readText(app.directory);
  const used = read instanceof Failure ? undefined : read;
  return {
    app: describeApp(stores, app, read),
    file,
    ...(text === undefined ? {} : { text }),
    ...(used === undefined ? {} : { config: asJson(used.config) }),
    warnings: used?.warnings ?? [],
    builds: stores.builds.list(name, { limit: BUILDS }),
  };
}

/** An app as a row of a list. */
export function describeApp(
  stores: Pick<Stores, 'releases'>,
  app: RegisteredApp,
  read: Pick<ReadConfig, 'config'> | Failure,
): AppView {
  const { name, directory } = app;
  const config = read instanceof Failure ? undefined : read.config;
  const latest = stores.releases.latest(name);
  const deployable = stores.releases.list(name).find(mayBeDeployed);
  return {
    name,
    directory,
    source: config === undefined ? '' : sourceText(config),
    environments: [...(config?.environments.keys() ?? [])],
    next: stores.releases.highestVersion(name) + 1,
    ...(read instanceof Failure ? { problem: read.toReply() } : {}),
    ...(latest === undefined ? {} : { newest: latest.version }),
    ...(deployable === undefined ? {} : { deployable: deployable.version }),
    ...(latest?.revision === undefined ? {} : { revision: latest.revision }),
  };
}

function mayBeDeployed({ withdrawnAt, test }: Release): boolean {
  return withdrawnAt === undefined && test.state !== 'failed';
}

function sourceText({ source }: AppConfig): string {
  return source.kind === 'image' ? source.reference : source.dockerfile;
}

/** Maps are no JSON; the order of the file stays. Secrets are references already. */
function asJson(config: AppConfig): object {
  return { ...config, environments: Object.fromEntries(config.environments) };
}

async function readText(directory: string): Promise<{ readonly file: string; readonly text?: string }> {
  for (const name of FILE_NAMES) {
    const file = join(directory, name);
    try {
      const bytes = await readFile(file);
      return { file, text: bytes.subarray(0, MAX_FILE_BYTES).toString('utf8') };
    } catch {
      // The other name, or none: what is wrong with it is said by whoever reads it as a configuration.
    }
  }
  return { file: join(directory, FILE_NAMES[0]) };
}
