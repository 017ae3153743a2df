import type { EndpointSources } from '../engine/resolve-endpoint.ts';
import type { HostQueries } from './host-queries.ts';
import { measureHost } from './measure-host.ts';
import type { RegistryDeps } from './registry-deps.ts';
import { requireHost } from './require-host.ts';
import { searchEngines } from './search-engines.ts';
import { tryHost } from './try-host.ts';

export function createHostQueries(deps: RegistryDeps, sources: EndpointSources): HostQueries {
  return {
    search: () => searchEngines(deps, sources),
    try: (endpoint) => tryHost(deps, endpoint),
    usage: async (name) => measureHost(deps, requireHost(deps.stores, name)),
  };
}
