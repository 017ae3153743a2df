import { readdir } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import type { AppProposal } from '../../../../shared/model/app-views.ts';
import type { RegistryDeps } from '../../hosts/registry-deps.ts';
import { Failure, isFailure } from '../../runtime/failure.ts';
import { FILE_NAMES, loadConfigFile, type LoadedFile } from '../load-config-file.ts';
import { readAppConfig } from '../read-app-config.ts';
import { checkConfigText, problemsOf } from './check-config-text.ts';
import { chooseFreePorts } from './choose-ports.ts';
import { gatherHints } from './gather-hints.ts';
import { proposeConfig } from './propose-config.ts';
import { unreadableFolder } from './unreadable-folder.ts';

/** Lanes for whoever has none yet. */
const USUAL_LANES = ['dev', 'staging', 'prod'];

/** The folder's own file and what is wrong with it, or the one that would suit it. `usage`, `disk.read`, `permission`. */
export async function inspectFolder(deps: RegistryDeps, directory: string): Promise<AppProposal> {
  const folder = await requireFolder(directory);
  const present = await loadPresent(folder);
  if (present !== undefined) {
    if (present instanceof Failure) {
      const file = join(folder, FILE_NAMES[0]);
      const problems = problemsOf(present);
      return { directory: folder, file, exists: true, text: '', because: [], problems, warnings: [] };
    }
    const checked = await checkConfigText(folder, present.text, deps.settings);
    return {
      directory: folder,
      file: present.file,
      exists: true,
      text: present.text,
      because: [`${present.file} is there already`],
      problems: checked.problems,
      warnings: [...present.warnings, ...checked.warnings],
      ...registeredAs(deps, folder, checked.config?.app),
    };
  }
  const { text, because } = proposeConfig(await gatherHints(folder), await findPlaces(deps, folder));
  return { ...(await checkFolderText(deps, folder, text)), because };
}

/** A text as if it were the folder's file. `usage`, `disk.read`, `permission`. */
export async function checkFolderText(
  deps: RegistryDeps,
  directory: string,
  text: string,
): Promise<AppProposal> {
  const folder = await requireFolder(directory);
  const present = await loadPresent(folder);
  const { problems, warnings, config } = await checkConfigText(folder, text, deps.settings);
  return {
    directory: folder,
    file: join(folder, FILE_NAMES[0]),
    exists: present !== undefined,
    text,
    because: [],
    problems,
    warnings,
    ...registeredAs(deps, folder, config?.app),
  };
}

async function requireFolder(directory: string): Promise<string> {
  if (!isAbsolute(directory))
    throw new Failure('usage', 'A folder is named by its whole path, from the root on.');
  const folder = resolve(directory);
  await readdir(folder).catch((error: unknown) => {
    throw unreadableFolder(folder, error);
  });
  return folder;
}

/** The file that is there; a failure when it is there and cannot be read as text. */
async function loadPresent(folder: string): Promise<LoadedFile | Failure | undefined> {
  try {
    return await loadConfigFile(folder);
  } catch (error) {
    if (isFailure(error, 'config.missing')) return undefined;
    if (isFailure(error, 'config.invalid')) return error;
    throw error;
  }
}

function registeredAs(
  { stores }: RegistryDeps,
  folder: string,
  name: string | undefined,
): Pick<AppProposal, 'registered'> {
  const apps = stores.apps.list();
  const app = apps.find((each) => each.directory === folder) ?? apps.find((each) => each.name === name);
  return app === undefined ? {} : { registered: app.name };
}

/** Lanes that there are, else the usual ones; ports that neither this machine nor another app's file has. */
async function findPlaces({ stores, settings }: RegistryDeps, folder: string) {
  const apps = stores.apps.list().filter((app) => app.directory !== folder);
  const configs = await Promise.all(
    apps.map(({ directory }) => readAppConfig(directory, settings).catch(() => undefined)),
  );
  const ports = configs.flatMap((read) =>
    [...(read?.config.environments.values() ?? [])].flatMap(({ publish }) => publish?.port ?? []),
  );
  const known = stores.environments.list().map(({ name }) => name);
  const lanes = known.length > 0 ? known : USUAL_LANES;
  const free = await chooseFreePorts(lanes.length, new Set(ports));
  return {
    taken: new Set(apps.map(({ name }) => name)),
    environments: lanes.flatMap((name, index) => {
      const port = free[index];
      return port === undefined ? [] : [{ name, port }];
    }),
  };
}
