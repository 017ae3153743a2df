import { formatEndpoint, type Endpoint, type Host } from '../../../shared/model/host.ts';
import { parseName } from '../apps/parse-name.ts';
import type { EngineInfo } from '../engine/engine.ts';
import { Failure } from '../runtime/failure.ts';
import type { RegistryDeps } from './registry-deps.ts';

export interface NewHost {
  readonly name: string;
  /** Docker's spelling; default: see RegistryDeps.resolveEndpoint. */
  readonly endpoint?: string;
  /** Where its published ports are reached from here; default: what the endpoint says. */
  readonly address?: string;
}

/**
 * Records an engine that answers. `usage` for an impossible name or address, `host.taken` for a name or an endpoint that is
 * registered already, and whatever the connection fails with.
 */
export async function addHost(
  deps: RegistryDeps,
  request: NewHost,
): Promise<{ readonly host: Host; readonly info: EngineInfo }> {
  const name = parseName(request.name, 'host');
  if (!name.ok)
    throw new Failure('usage', `The host's name ${name.message}. ${name.suggestion ?? ''}`.trim());
  const address = request.address;
  if (address !== undefined && !/^[\w.:-]+$/.test(address)) {
    throw new Failure('usage', `${address} is neither an IP address nor a host name.`);
  }
  refuseTakenName(deps, name.value);
  const endpoint = await deps.resolveEndpoint(request.endpoint);
  const info = await greet(deps, endpoint);
  const host: Host = {
    id: deps.ids.next(),
    name: name.value,
    endpoint,
    address: address ?? addressOf(endpoint),
    createdAt: deps.clock.now(),
  };
  deps.stores.transaction(() => {
    refuseTakenName(deps, host.name);
    refuseTakenEndpoint(deps, endpoint);
    deps.stores.hosts.add(host);
  });
  return { host, info };
}

async function greet(deps: RegistryDeps, endpoint: Endpoint): Promise<EngineInfo> {
  const engine = await deps.connect(endpoint);
  try {
    return await engine.info();
  } finally {
    engine.close();
  }
}

function refuseTakenName(deps: RegistryDeps, name: string): void {
  const other = deps.stores.hosts.byName(name);
  if (other === undefined) return;
  throw new Failure(
    'host.taken',
    `There is a host named ${name} already (${formatEndpoint(other.endpoint)}). Choose another name, or remove it first.`,
    { name },
  );
}

/** Two names for one engine would be two records of the same containers. */
function refuseTakenEndpoint(deps: RegistryDeps, endpoint: Endpoint): void {
  const text = formatEndpoint(endpoint);
  const other = deps.stores.hosts.list().find((host) => formatEndpoint(host.endpoint) === text);
  if (other === undefined) return;
  throw new Failure('host.taken', `${text} is registered as host ${other.name} already.`, {
    name: other.name,
    endpoint: text,
  });
}

/** Ports of an engine on a local socket are reached on this machine itself. */
export function addressOf(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'tcp':
      return endpoint.host;
    case 'unix':
    case 'npipe':
      return '127.0.0.1';
  }
}
