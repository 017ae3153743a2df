import type { HostView } from '../../shared/model/house.ts';
import type { Rail } from '../store/use-rail.ts';
import type { RailFacts, RailHost } from './rail-facts.ts';

/** What the rail shows, in words. Before the house is known nothing is, rather than zeros. */
export function describeRail(rail: Rail | undefined): RailFacts {
  if (rail === undefined) return {};
  return {
    counts: {
      apps: { text: String(rail.apps) },
      ...(rail.failing > 0 ? { health: { text: `${rail.failing} failing`, bad: true } } : {}),
      ...(rail.drifted > 0 ? { drift: { text: String(rail.drifted) } } : {}),
    },
    hosts: rail.hosts.map(describeHost),
    unseen: rail.unread,
    foot: rail.watching === 1 ? 'watching 1 placement' : `watching ${rail.watching} placements`,
  };
}

function describeHost(host: HostView): RailHost {
  const version = host.version?.split('.').slice(0, 2).join('.');
  switch (host.state) {
    case 'here':
      return { name: host.name, state: 'connected', detail: version ?? '' };
    case 'connecting':
      return { name: host.name, state: 'connecting', detail: 'connecting' };
    case 'away':
      return { name: host.name, state: 'away', detail: 'away', since: host.since };
  }
}
