import { formatEndpoint, type Endpoint, type Host } from '../../../shared/model/host.ts';
import type { HostTrial } from '../../../shared/model/host-views.ts';
import type { EngineInfo } from '../engine/engine.ts';
import { hostWarnings, medianPing } from './check-host.ts';
import { engineFacts } from './engine-facts.ts';
import type { RegistryDeps } from './registry-deps.ts';

/** A registered host that does not say who it is within so long is taken for another engine, milliseconds. */
const RECOGNISE_LIMIT_MS = 2000;

/** Connects, asks what it is, and leaves again. */
export async function tryHost(deps: RegistryDeps, text: string): Promise<HostTrial> {
  const endpoint = await deps.resolveEndpoint(text);
  const engine = await deps.connect(endpoint);
  try {
    const info = await engine.info();
    const spelled = formatEndpoint(endpoint);
    const same = await findSame(deps, endpoint, info);
    return {
      endpoint: spelled,
      engine: engineFacts(info),
      pingMs: await medianPing(deps, engine),
      warnings: hostWarnings({ name: spelled, endpoint }, info),
      ...(same === undefined ? {} : { same: same.name }),
    };
  } finally {
    engine.close();
  }
}

/** One engine has many names (a socket, a link to it, a port), and one id. */
async function findSame(deps: RegistryDeps, endpoint: Endpoint, info: EngineInfo): Promise<Host | undefined> {
  const hosts = deps.stores.hosts.list();
  const spelled = hosts.find((host) => formatEndpoint(host.endpoint) === formatEndpoint(endpoint));
  if (spelled !== undefined || info.id === '') return spelled;
  const ids = await Promise.all(hosts.map((host) => idOf(deps, host)));
  return hosts.find((_host, index) => ids[index] === info.id);
}

async function idOf(deps: RegistryDeps, host: Host): Promise<string | undefined> {
  const limit = new AbortController();
  const asked = deps.engineOf(host.id).then(async (engine) => (await engine.info()).id);
  try {
    return await Promise.race([
      asked,
      deps.clock.sleep(RECOGNISE_LIMIT_MS, limit.signal).then(() => undefined),
    ]);
  } catch {
    return undefined;
  } finally {
    limit.abort();
  }
}
