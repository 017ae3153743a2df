import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../runtime/failure.ts';

/** What Docker's `config.json` says about credentials (docker/cli, `configfile.ConfigFile`). */
export interface DockerConfig {
  readonly path: string;
  readonly auths: Readonly<Record<string, StoredAuth>>;
  /** Program that keeps all credentials: `docker-credential-NAME`. */
  readonly credsStore?: string;
  /** The same for single registries. */
  readonly credHelpers: Readonly<Record<string, string>>;
}

export interface StoredAuth {
  /** Base64 of `user:password`. */
  readonly auth?: string;
  readonly username?: string;
  readonly password?: string;
  readonly identitytoken?: string;
}

const text = z.string().optional();
const schema = z.object({
  auths: z
    .record(z.string(), z.object({ auth: text, username: text, password: text, identitytoken: text }))
    .nullish(),
  credsStore: text.nullable(),
  credHelpers: z.record(z.string(), z.string()).nullish(),
});

/**
 * Reads `config.json` in Docker's configuration folder; one that is not there says nothing. `config.invalid` when it
 * cannot be understood, `permission` when it may not be read. No part of its content gets into an error.
 */
export async function readDockerConfig(directory: string): Promise<DockerConfig> {
  const path = join(directory, 'config.json');
  const content = await readText(path);
  if (content === undefined || content.trim() === '') return { path, auths: {}, credHelpers: {} };
  const parsed = schema.safeParse(parseJson(content, path));
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.slice(0, 1).join('.') ?? '';
    throw new Failure(
      'config.invalid',
      `${path} is not a Docker configuration as \`docker login\` writes it: look at its key "${where}".`,
      { path, key: where },
    );
  }
  const { auths, credsStore, credHelpers } = parsed.data;
  return {
    path,
    auths: dropUndefined(auths ?? {}),
    credHelpers: credHelpers ?? {},
    ...(credsStore ? { credsStore } : {}),
  };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const reason = typeof code === 'string' ? code : 'unknown';
    throw new Failure(
      code === 'EACCES' || code === 'EPERM' ? 'permission' : 'disk.read',
      `${path}, which holds the credentials of registries, cannot be read (${reason}).`,
      { path, reason },
      { cause: error },
    );
  }
}

function parseJson(content: string, path: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // The parser's own message quotes the text around the mistake, which may be a password: it is not kept as a cause.
    throw new Failure('config.invalid', `${path} is not valid JSON. Repair it, or log in again.`, { path });
  }
}

function dropUndefined(auths: Readonly<Record<string, object>>): Readonly<Record<string, StoredAuth>> {
  return Object.fromEntries(
    Object.entries(auths).map(([registry, auth]) => [
      registry,
      Object.fromEntries(Object.entries(auth).filter(([, value]) => value !== undefined)) as StoredAuth,
    ]),
  );
}
