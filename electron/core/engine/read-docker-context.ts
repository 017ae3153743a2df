import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { TlsFiles } from '../../../shared/model/host.ts';
import { Failure } from '../runtime/failure.ts';

/** Where a context of the docker command points to. */
export interface DockerContext {
  readonly name: string;
  /** As Docker spells it. */
  readonly endpoint: string;
  readonly tls?: TlsFiles;
}

const configFile = z.object({ currentContext: z.string().optional() });
const metaFile = z.object({
  Endpoints: z.object({ docker: z.object({ Host: z.string() }).optional() }).optional(),
});

/**
 * The context that the docker command would use (`docker context use`), or the named one; undefined for `default`, which
 * means the default socket. `folder` is Docker's configuration folder, usually `~/.docker`. A file that cannot be read
 * as Docker would read it is `usage`: going on with another engine than the docker command uses would be worse.
 */
export async function readDockerContext(folder: string, named?: string): Promise<DockerContext | undefined> {
  const name = named ?? (await readCurrent(join(folder, 'config.json')));
  if (name === undefined || name === '' || name === 'default') return undefined;
  // The docker command names these folders by the SHA-256 of the context's name (cli/context/store).
  const id = createHash('sha256').update(name).digest('hex');
  const meta = await readJson(join(folder, 'contexts', 'meta', id, 'meta.json'), metaFile);
  const endpoint = meta?.Endpoints?.docker?.Host;
  if (endpoint === undefined)
    throw new Failure(
      'usage',
      `The Docker context "${name}" does not exist or names no engine. See "docker context ls", or set DOCKER_HOST.`,
      { context: name, folder },
    );
  const tls = await findTlsFiles(join(folder, 'contexts', 'tls', id, 'docker'));
  return { name, endpoint, ...(tls ? { tls } : {}) };
}

/** The names that Docker gives the files, in DOCKER_CERT_PATH and in a context. */
export function tlsFilesIn(folder: string): TlsFiles {
  return { ca: join(folder, 'ca.pem'), cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
}

async function readCurrent(path: string): Promise<string | undefined> {
  return (await readJson(path, configFile))?.currentContext;
}

async function findTlsFiles(folder: string): Promise<TlsFiles | undefined> {
  const files = tlsFilesIn(folder);
  try {
    await access(files.ca);
    return files;
  } catch {
    return undefined;
  }
}

async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw unreadable(path, error);
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, cause: unknown): Failure {
  return new Failure(
    'usage',
    `${path} cannot be read as the docker command's configuration, so it is not known which engine you use. ` +
      'Repair it, or set DOCKER_HOST.',
    { path },
    { cause },
  );
}
