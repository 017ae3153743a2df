import { requireApp } from '../apps/require-app.ts';
import { requireHost } from '../hosts/require-host.ts';
import { Failure } from '../runtime/failure.ts';
import { applyStorage } from './apply-storage.ts';
import { surveyStorage } from './gather-storage.ts';
import type { StorageCommands } from './storage-commands.ts';
import type { StorageDeps } from './storage-deps.ts';

/** The commands of retention, as the command line and the window call them. */
export function createStorageCommands(deps: StorageDeps): StorageCommands {
  const { stores } = deps;
  const hostOf = (name: string | undefined) => (name === undefined ? undefined : requireHost(stores, name));
  return {
    plan: async ({ host } = {}) => (await surveyStorage(deps, hostOf(host))).plan,
    apply: async ({ host, ...options } = {}) =>
      applyStorage(deps, await surveyStorage(deps, hostOf(host)), options),
    pin: (app, version) => {
      requireRelease(deps, app, version);
      stores.pins.add({ app, version, by: deps.owner, at: deps.clock.now() });
    },
    unpin: (app, version) => {
      requireRelease(deps, app, version);
      return stores.pins.remove(app, version);
    },
    pins: () => stores.pins.list(),
  };
}

function requireRelease({ stores }: StorageDeps, app: string, version: number): void {
  requireApp(stores, app);
  if (stores.releases.byVersion(app, version) !== undefined) return;
  throw new Failure(
    'release.unknown',
    `${app} has no release v${version}. \`twinberth releases ${app}\` lists them.`,
    { app, version },
  );
}
