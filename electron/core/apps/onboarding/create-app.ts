import { link, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppCommands } from '../../core.ts';
import type { RegistryDeps } from '../../hosts/registry-deps.ts';
import { Failure } from '../../runtime/failure.ts';
import { addApp } from '../add-app.ts';
import { invalidConfig } from '../config-problem.ts';
import { FILE_NAMES } from '../load-config-file.ts';
import { checkFolderText } from './inspect-folder.ts';

/** Readable by everybody, as other files of a project are; it holds no secrets. */
const MODE = 0o644;

/** Writes the file whole or not at all, then registers the app; what cannot be registered is taken away again. */
export async function createApp(
  deps: RegistryDeps,
  directory: string,
  text: string,
): ReturnType<AppCommands['add']> {
  const { directory: folder, file, exists, problems } = await checkFolderText(deps, directory, text);
  if (exists) throw alreadyThere(folder);
  if (problems.length > 0) {
    throw invalidConfig(
      file,
      problems.map(({ line = 1, key = '', message }) => ({
        line,
        column: 1,
        key,
        // The message begins with the key and ends with a full stop, which `invalidConfig` adds as well.
        message: message.slice(key === '' ? 0 : key.length + 1).replace(/\.$/, ''),
      })),
    );
  }
  await writeNew(deps, folder, file, text);
  try {
    return await addApp(deps, folder);
  } catch (error) {
    if ((await readFile(file, 'utf8').catch(() => undefined)) === text)
      await unlink(file).catch(() => undefined);
    throw error;
  }
}

/** A link to a name that is taken fails, so nobody's file is ever replaced, and nobody sees half of ours. */
async function writeNew(deps: RegistryDeps, folder: string, file: string, text: string): Promise<void> {
  const unfinished = join(folder, `.${FILE_NAMES[0]}.${deps.ids.next()}`);
  try {
    const handle = await open(unfinished, 'wx', MODE);
    try {
      await handle.writeFile(text);
      // Whatever the umask took away.
      await handle.chmod(MODE);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(unfinished, file);
  } catch (error) {
    throw explain(folder, error);
  } finally {
    await unlink(unfinished).catch(() => undefined);
  }
}

function explain(folder: string, error: unknown): Failure {
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  const because = { path: folder, reason: code };
  if (code === 'EEXIST') return alreadyThere(folder);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new Failure('permission', `Nothing may be written into ${folder}.`, because, { cause: error });
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Failure('disk.full', `There is no room left for a file in ${folder}.`, because, {
      cause: error,
    });
  return new Failure(
    'disk.read',
    `${FILE_NAMES[0]} could not be written into ${folder} (${code}).`,
    because,
    {
      cause: error,
    },
  );
}

function alreadyThere(folder: string): Failure {
  return new Failure(
    'app.taken',
    `There is a twinberth.yaml in ${folder} already; it was left as it is. \`twinberth app add ${folder}\` registers it.`,
    { directory: folder },
  );
}
