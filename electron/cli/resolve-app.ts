import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { FILE_NAMES } from '../core/apps/load-config-file.ts';
import type { Core } from '../core/core.ts';
import { Failure } from '../core/runtime/failure.ts';
import type { Cli } from './cli.ts';

/**
 * The name of the app that APP on a command line means: a registered one, or with `.` the one of this folder. With
 * `register`, an app that is not known yet, but that the twinberth.yaml of this folder (or one above) names, is
 * registered first. Unknown names are left to the core, which knows what there is.
 */
export async function resolveApp(
  cli: Cli,
  core: Core,
  name: string,
  options: { readonly register: boolean },
): Promise<string> {
  const registered = core.apps.list();
  if (name !== '.' && registered.some((app) => app.name === name)) return name;
  const file = findAppFile(cli.io.cwd);
  const folder = file && dirname(file);
  const here = registered.find((app) => folder !== undefined && samePath(app.directory, folder));
  if (name === '.' && here) return here.name;
  if (file === undefined || folder === undefined) {
    if (name !== '.') return name;
    throw new Failure(
      'app.unknown',
      `There is no ${FILE_NAMES[0]} in ${cli.io.cwd} or above it. Name an app, or go to its folder.`,
      { directory: cli.io.cwd, known: registered.map((app) => app.name) },
    );
  }
  if (name !== '.' && !(await mayBeNamed(file, name))) return name;
  if (!options.register) {
    throw new Failure(
      'app.unknown',
      `The app in ${folder} is not registered: \`twinberth app add ${folder}\`.`,
      {
        directory: folder,
      },
    );
  }
  const added = await core.apps.add(folder);
  cli.say(`Registered ${added.app.name} from ${added.config.file}.`);
  for (const warning of added.warnings) cli.say(`${cli.out.symbols.warning} ${warning}`);
  return added.app.name;
}

/** The app's file in this folder, or in the nearest one above that has one. */
function findAppFile(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = FILE_NAMES.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (file !== undefined || dirname(folder) === folder) return file;
  }
}

function samePath(a: string, b: string): boolean {
  return a === b || real(a) === real(b);
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Whether the file names this app; a file that cannot be read as YAML may, and registering it says what is wrong. */
async function mayBeNamed(file: string, name: string): Promise<boolean> {
  try {
    const content: unknown = parse(await readFile(file, 'utf8'));
    return typeof content === 'object' && content !== null && 'app' in content && content.app === name;
  } catch {
    return true;
  }
}
