import { realpath } from 'node:fs/promises';
import type { AppConfig } from '../../../shared/model/app-config.ts';
import { OPEN_POLICY } from '../../../shared/model/environment.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { AppCommands } from '../core.ts';
import type { RegisteredApp } from '../db/stores.ts';
import { insertEnvironment, type LanePlace } from '../environments/insert-environment.ts';
import { ensureLocalHost, LOCAL_HOST } from '../hosts/ensure-local-host.ts';
import type { RegistryDeps } from '../hosts/registry-deps.ts';
import { Failure, isFailure } from '../runtime/failure.ts';
import { readAppConfig } from './read-app-config.ts';

/**
 * Registers the app of a folder, and those of its environments that are new, in the order of the file, on the usual host.
 * Doing it again changes nothing. An app that moved keeps its history; `app.taken` when the folder that has the name still
 * holds that app.
 */
export async function addApp(deps: RegistryDeps, directory: string): ReturnType<AppCommands['add']> {
  const { config, warnings } = await readAppConfig(directory, deps.settings);
  const movedFrom = await placeItHad(deps, config);
  const host = hasNewEnvironments(deps, config) ? await ensureLocalHost(deps) : undefined;
  const { app, added } = deps.stores.transaction(() => ({
    app: register(deps, config),
    added: host === undefined ? [] : addEnvironments(deps, config, host),
  }));
  return {
    app,
    config,
    warnings: [
      ...warnings,
      ...(movedFrom === undefined ? [] : [`${config.app} has moved here from ${movedFrom}`]),
      ...(host === undefined || host.name === LOCAL_HOST || added.length === 0
        ? []
        : [
            `${added.join(', ')} ${added.length === 1 ? 'is' : 'are'} on host ${host.name}, there being no host \`${LOCAL_HOST}\``,
          ]),
    ],
  };
}

/** The folder that the app was registered with, if that is another one and no longer has it. */
async function placeItHad(deps: RegistryDeps, config: AppConfig): Promise<string | undefined> {
  const known = deps.stores.apps.get(config.app);
  if (known === undefined || (await samePlace(known.directory, config.directory))) return undefined;
  if (!(await stillHolds(deps, known))) return known.directory;
  throw new Failure(
    'app.taken',
    `There is an app named ${config.app} already, in ${known.directory}. Change \`app:\` in ${config.file}, or remove that one first: \`twinberth app rm ${config.app}\`.`,
    { name: config.app, directory: known.directory },
  );
}

async function stillHolds(deps: RegistryDeps, known: RegisteredApp): Promise<boolean> {
  try {
    return (await readAppConfig(known.directory, deps.settings)).config.app === known.name;
  } catch (error) {
    // A file that is there but cannot be understood just now is still that app's.
    return !isFailure(error, 'config.missing');
  }
}

async function samePlace(a: string, b: string): Promise<boolean> {
  if (a === b) return true;
  const real = (path: string): Promise<string> => realpath(path).catch(() => path);
  return (await real(a)) === (await real(b));
}

function register(deps: RegistryDeps, config: AppConfig): RegisteredApp {
  const { apps } = deps.stores;
  const known = apps.get(config.app);
  if (known?.directory === config.directory) return known;
  if (known === undefined) {
    const app = { name: config.app, directory: config.directory, createdAt: deps.clock.now() };
    apps.add(app);
    return app;
  }
  apps.setDirectory(config.app, config.directory);
  return { ...known, directory: config.directory };
}

function hasNewEnvironments(deps: RegistryDeps, config: AppConfig): boolean {
  return [...config.environments.keys()].some((name) => deps.stores.environments.byName(name) === undefined);
}

/** Each new lane goes right after the one that the file names before it. */
function addEnvironments(deps: RegistryDeps, config: AppConfig, host: Host): readonly string[] {
  const names = [...config.environments.keys()];
  const added: string[] = [];
  names.forEach((name, index) => {
    if (deps.stores.environments.byName(name) !== undefined) return;
    const environment = { id: deps.ids.next(), name, hosts: [host.id], policy: OPEN_POLICY };
    insertEnvironment(deps.stores, environment, placeOf(deps, names, index));
    added.push(name);
  });
  return added;
}

function placeOf(deps: RegistryDeps, names: readonly string[], index: number): LanePlace {
  const { environments } = deps.stores;
  const before = environments.byName(names[index - 1] ?? '');
  if (before !== undefined) return { after: before.id };
  const next = names.slice(index + 1).flatMap((name) => environments.byName(name) ?? [])[0];
  return next === undefined ? 'last' : { before: next.id };
}
