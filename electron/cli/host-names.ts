import type { Core } from '../core/core.ts';

/** A host's name by its id; the id itself for a host that is no longer registered. */
export function hostNames(core: Core): (id: string) => string {
  const names = new Map(core.hosts.list().map((host) => [host.id, host.name]));
  return (id) => names.get(id) ?? id;
}
