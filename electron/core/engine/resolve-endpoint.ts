import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Endpoint, TlsFiles } from '../../../shared/model/host.ts';
import { parseEndpoint } from './parse-endpoint.ts';
import { readDockerContext, tlsFilesIn } from './read-docker-context.ts';
import { ROOTFUL, usualSockets } from './usual-sockets.ts';

/** Everything that has a say in which engine is meant; given, never looked up. */
export interface EndpointSources {
  readonly platform: NodeJS.Platform;
  /** The user's home folder. */
  readonly home: string;
  /**
   * Read of it: DOCKER_HOST, DOCKER_CONTEXT, DOCKER_CONFIG, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH, XDG_RUNTIME_DIR; empty
   * is as good as absent.
   */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Which engine is meant, in the docker command's own order: what is `asked` for, DOCKER_HOST, DOCKER_CONTEXT, the current
 * context, the platform's default socket. Nothing is connected to. Rejects with `usage`.
 */
export async function resolveEndpoint(
  asked: string | undefined,
  sources: EndpointSources,
): Promise<Endpoint> {
  const { env, home } = sources;
  const folder = set(env['DOCKER_CONFIG']) ?? join(home, '.docker');
  const named = set(asked) ?? set(env['DOCKER_HOST']);
  if (named !== undefined) return parseEndpoint(named, tlsOf(sources, folder));
  const context = await readDockerContext(folder, set(env['DOCKER_CONTEXT']));
  if (context) return parseEndpoint(context.endpoint, context.tls);
  if (sources.platform === 'win32') return { kind: 'npipe', path: '//./pipe/docker_engine' };
  return { kind: 'unix', path: await findSocket(defaultSockets(sources)) };
}

/**
 * The certificates of DOCKER_CERT_PATH, or of Docker's folder, when DOCKER_TLS_VERIFY asks for them. The engine's
 * certificate is always verified then; Docker's unverified TLS has no counterpart here.
 */
function tlsOf({ env }: EndpointSources, folder: string): TlsFiles | undefined {
  if (set(env['DOCKER_TLS_VERIFY']) === undefined) return undefined;
  return tlsFilesIn(set(env['DOCKER_CERT_PATH']) ?? folder);
}

/** Sockets where engines listen without any configuration, the likeliest first. */
function defaultSockets({ platform, home, env }: EndpointSources): readonly string[] {
  return usualSockets(platform, home, set(env['XDG_RUNTIME_DIR']))
    .filter(({ usual }) => usual)
    .map(({ path }) => path);
}

/**
 * The first socket that may be used. When none may, the first that exists, so that the error says that it is a matter of
 * permission; when none exists, the usual one, so that the error names a place.
 */
async function findSocket(candidates: readonly string[]): Promise<string> {
  let existing: string | undefined;
  for (const path of candidates) {
    const state = await socketState(path);
    if (state === 'usable') return path;
    if (state === 'forbidden') existing ??= path;
  }
  return existing ?? candidates[0] ?? ROOTFUL;
}

async function socketState(path: string): Promise<'usable' | 'forbidden' | 'none'> {
  try {
    if (!(await stat(path)).isSocket()) return 'none';
    await access(path, constants.R_OK | constants.W_OK);
    return 'usable';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EACCES' ? 'forbidden' : 'none';
  }
}

function set(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value;
}
