import { z } from 'zod';
import { Failure } from '../runtime/failure.ts';
import type { EngineHttp } from './http/engine-http.ts';
import { LIMIT } from './http/engine-request.ts';

/** The newest API that this code was written against: Docker 29.0. */
const NEWEST = '1.52';
/** Docker 20.10. */
const OLDEST = '1.41';

export interface Negotiated {
  readonly apiVersion: string;
  readonly flavour: 'docker' | 'podman';
  readonly builder: 'buildkit' | 'classic';
}

/**
 * Agrees on an API version: the newest that both sides speak, pinned for every later call. Rejects with
 * `engine.version` when there is none, and with the connection's own failures.
 */
export async function negotiateVersion(http: EngineHttp, endpoint: string): Promise<Negotiated> {
  const { headers } = await http.call({
    method: 'GET',
    path: '/_ping',
    unversioned: true,
    limitMs: LIMIT.hello,
    about: { kind: 'engine', doing: 'answer a ping' },
  });
  const header = (name: string): string | undefined => {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const theirs = header('api-version');
  if (theirs === undefined || !/^\d+\.\d+$/.test(theirs))
    throw new Failure(
      'engine.failed',
      `What answers at ${endpoint} does not say which Docker API it speaks, so it is not a Docker Engine. ` +
        'Check the endpoint.',
      { endpoint, engine: header('server') ?? '' },
    );
  if (compareVersions(theirs, OLDEST) < 0)
    throw new Failure(
      'engine.version',
      `The engine at ${endpoint} speaks API ${theirs}; Twinberth needs ${OLDEST} (Docker 20.10) or newer. Update Docker.`,
      { endpoint, theirs, oldest: OLDEST, engine: header('server') ?? '' },
    );
  const newer = compareVersions(theirs, NEWEST) > 0;
  if (newer) await checkTheirOldest(http, endpoint);
  const flavour = header('libpod-api-version') === undefined ? 'docker' : 'podman';
  return {
    apiVersion: newer ? NEWEST : theirs,
    flavour,
    builder: chooseBuilder(header('builder-version'), header('ostype'), flavour),
  };
}

/** Only an engine newer than this code can have dropped what it speaks; `/_ping` does not tell. */
async function checkTheirOldest(http: EngineHttp, endpoint: string): Promise<void> {
  const { MinAPIVersion: oldest } = await http.json(
    {
      method: 'GET',
      path: '/version',
      unversioned: true,
      limitMs: LIMIT.hello,
      about: { kind: 'engine', doing: 'tell its version' },
    },
    z.object({ MinAPIVersion: z.string().optional() }),
  );
  if (oldest === undefined || compareVersions(oldest, NEWEST) <= 0) return;
  throw new Failure(
    'engine.version',
    `The engine at ${endpoint} speaks API ${oldest} and newer; this Twinberth speaks up to ${NEWEST}. Update Twinberth.`,
    { endpoint, oldest, newest: NEWEST },
  );
}

/**
 * The header is the engine's preference: 2 for BuildKit, 1 for classic. Docker 20.10 on Linux sends none unless told to
 * in its configuration, but has BuildKit (since 18.09); Podman has neither header nor BuildKit.
 */
function chooseBuilder(
  preferred: string | undefined,
  osType: string | undefined,
  flavour: 'docker' | 'podman',
): 'buildkit' | 'classic' {
  if (flavour === 'podman' || osType === 'windows') return 'classic';
  return preferred === '1' ? 'classic' : 'buildkit';
}

/** Negative when `a` is older than `b`. Numbers, not text: 1.9 is older than 1.41. */
export function compareVersions(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}
