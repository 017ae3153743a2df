import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { Core } from '../core/core.ts';
import { Failure } from '../core/runtime/failure.ts';
import type { Cli } from './cli.ts';

const APP_FILE = 'twinberth.yaml';

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
  const folder = findAppFolder(cli.io.cwd);
  const here = registered.find((app) => folder !== undefined && samePath(app.directory, folder));
  if (name === '.' && here) return here.name;
  if (folder === undefined) {
    if (name !== '.') return name;
    throw new Failure(
      'app.unknown',
      `There is no ${APP_FILE} in ${cli.io.cwd} or above it. Name an app, or go to its folder.`,
      { directory: cli.io.cwd, known: registered.map((app) => app.name) },
    );
  }
  if (name !== '.' && !(await mayBeNamed(folder, name))) return name;
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

function findAppFolder(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, APP_FILE))) return folder;
    if (dirname(folder) === folder) return undefined;
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
async function mayBeNamed(folder: string, name: string): Promise<boolean> {
  try {
    const content: unknown = parse(await readFile(join(folder, APP_FILE), 'utf8'));
    return typeof content === 'object' && content !== null && 'app' in content && content.app === name;
  } catch {
    return true;
  }
}
