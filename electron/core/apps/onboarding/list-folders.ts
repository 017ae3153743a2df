import { readdir, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, parse } from 'node:path';
import type { FolderListing } from '../../../../shared/model/app-views.ts';
import { Failure } from '../../runtime/failure.ts';
import { unreadableFolder } from './unreadable-folder.ts';

/** Files that make a folder worth opening. */
const TELLING: ReadonlySet<string> = new Set([
  'twinberth.yaml',
  'twinberth.yml',
  'Dockerfile',
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
]);

/** A folder with more is listed as far as this. */
const MOST_FOLDERS = 2000;
/** Folders whose content is looked at, at the same time. */
const AT_ONCE = 32;

/**
 * The folders in a folder, by name, and which of them hold something that an app could be made of; hidden ones are left out.
 * `usage` for a path that is not absolute, `disk.read`, `permission`.
 */
export async function listFolders(directory: string): Promise<FolderListing> {
  if (!isAbsolute(directory)) {
    throw new Failure('usage', 'A folder is named by its whole path, from the root on.');
  }
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
    throw unreadableFolder(directory, error);
  });
  const names = entries
    .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isSymbolicLink()))
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b))
    .slice(0, MOST_FOLDERS);
  const folders: FolderListing['folders'][number][] = [];
  for (let begin = 0; begin < names.length; begin += AT_ONCE) {
    const some = await Promise.all(
      names.slice(begin, begin + AT_ONCE).map(async (name) => {
        const path = join(directory, name);
        const holds = await tellingFiles(path);
        return holds === undefined ? undefined : { name, path, holds };
      }),
    );
    folders.push(...some.filter((folder) => folder !== undefined));
  }
  const isRoot = parse(directory).root === directory;
  return {
    directory: await realpath(directory).catch(() => directory),
    ...(isRoot ? {} : { parent: dirname(directory) }),
    folders,
  };
}

/** Undefined for what is no folder, as a link to a file; one that may not be read holds nothing that could be used. */
async function tellingFiles(folder: string): Promise<readonly string[] | undefined> {
  try {
    return (await readdir(folder)).filter((name) => TELLING.has(name)).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOTDIR' || code === 'ENOENT' || code === 'ELOOP' ? undefined : [];
  }
}
