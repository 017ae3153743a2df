import { join } from 'node:path';
import { formatEndpoint, type Endpoint } from '../../../shared/model/host.ts';
import type { EngineSearch } from '../../../shared/model/host-views.ts';
import { listDockerContexts } from '../engine/list-docker-contexts.ts';
import { parseEndpoint } from '../engine/parse-endpoint.ts';
import type { EndpointSources } from '../engine/resolve-endpoint.ts';
import { usualSockets } from '../engine/usual-sockets.ts';
import { Failure, toFailure } from '../runtime/failure.ts';
import { adviseEngine } from './advise-engine.ts';
import { engineFacts } from './engine-facts.ts';
import type { RegistryDeps } from './registry-deps.ts';

type Tried = EngineSearch['tried'][number];

/** An engine that says nothing for so long does not count as found, milliseconds. */
const ANSWER_LIMIT_MS = 5000;

/** Asks every place where an engine may be, all at the same time: each place once, by its first name. */
export async function searchEngines(
  deps: Pick<RegistryDeps, 'connect' | 'resolveEndpoint' | 'clock'>,
  sources: EndpointSources,
): Promise<EngineSearch> {
  const places = await listPlaces(deps, sources);
  const tried = await Promise.all(places.map((place) => tryPlace(deps, place)));
  return { platform: sources.platform, tried, advice: adviseEngine(sources.platform, tried) };
}

interface Place {
  readonly from: string;
  /** As it is shown where it could not be understood. */
  readonly text: string;
  readonly endpoint: Endpoint | Failure;
}

async function listPlaces(
  deps: Pick<RegistryDeps, 'resolveEndpoint'>,
  { env, home, platform }: EndpointSources,
): Promise<readonly Place[]> {
  const given = set(env['DOCKER_HOST']);
  const folder = set(env['DOCKER_CONFIG']) ?? join(home, '.docker');
  const contexts = await listDockerContexts(folder);
  const places: Place[] = [
    ...(given === undefined
      ? []
      : [
          {
            from: 'DOCKER_HOST',
            text: given,
            endpoint: await deps.resolveEndpoint(given).catch(toFailure),
          },
        ]),
    ...contexts.map((context) => ({
      from: `context ${context.name}`,
      text: 'problem' in context ? context.name : context.endpoint,
      endpoint: 'problem' in context ? context.problem : parsed(context.endpoint, context.tls),
    })),
    ...usualSockets(platform, home, set(env['XDG_RUNTIME_DIR'])).map(({ of, kind, path }) => ({
      from: `usual place of ${of}`,
      text: path,
      endpoint: { kind, path },
    })),
  ];
  const seen = new Set<string>();
  return places.filter(({ endpoint, text }) => {
    const key = endpoint instanceof Failure ? text : formatEndpoint(endpoint);
    return seen.has(key) ? false : seen.add(key);
  });
}

async function tryPlace(
  deps: Pick<RegistryDeps, 'connect' | 'clock'>,
  { from, endpoint }: Place,
): Promise<Tried> {
  // What cannot be understood may hold a password; the failure says it without.
  if (endpoint instanceof Failure) {
    const shown = endpoint.details['endpoint'];
    return { from, endpoint: typeof shown === 'string' ? shown : from, problem: endpoint.toReply() };
  }
  const spelled = formatEndpoint(endpoint);
  const limit = new AbortController();
  const late = deps.clock.sleep(ANSWER_LIMIT_MS, limit.signal).then((): never => {
    throw new Failure(
      'engine.timeout',
      `${spelled} did not answer within ${ANSWER_LIMIT_MS / 1000} s.`,
      { endpoint: spelled },
      { retry: true },
    );
  });
  try {
    return {
      from,
      endpoint: spelled,
      engine: engineFacts(await Promise.race([greet(deps, endpoint), late])),
    };
  } catch (error) {
    return { from, endpoint: spelled, problem: toFailure(error).toReply() };
  } finally {
    limit.abort();
    late.catch(() => undefined);
  }
}

async function greet(deps: Pick<RegistryDeps, 'connect'>, endpoint: Endpoint) {
  const engine = await deps.connect(endpoint);
  try {
    return await engine.info();
  } finally {
    engine.close();
  }
}

function parsed(text: string, tls: Parameters<typeof parseEndpoint>[1]): Endpoint | Failure {
  try {
    return parseEndpoint(text, tls);
  } catch (error) {
    return toFailure(error);
  }
}

function set(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value;
}
