import type { Berth } from '../../../shared/model/berth.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { ContainerReason, KeptContainer } from '../../../shared/model/storage.ts';
import type { ContainerSummary } from '../engine/engine.ts';
import { LABEL, LABEL_VERSION } from '../engine/labels.ts';
import { isExplained } from '../hosts/examine-orphans.ts';
import type { StorageDeps } from './storage-deps.ts';

/** The containers of ours that something here explains, and what; the others are orphans. By name. */
export function findKeptContainers(
  deps: Pick<StorageDeps, 'stores' | 'clock'>,
  host: Host,
  containers: readonly ContainerSummary[],
): readonly KeptContainer[] {
  return containers
    .filter(({ labels }) => labels[LABEL.version] === LABEL_VERSION)
    .filter((container) => isExplained(deps, host, container))
    .map(({ id, name, labels }): KeptContainer => {
      const app = labels[LABEL.app];
      const environment = labels[LABEL.env];
      const berth = deps.stores.berths.get(app ?? '', environment ?? '', host.id);
      const colour = colourOf(labels[LABEL.colour]);
      return {
        id,
        name,
        ...(app === undefined ? {} : { app }),
        ...(environment === undefined ? {} : { environment }),
        ...(colour === undefined ? {} : { colour }),
        why: reasonOf(labels, colour, berth),
      };
    })
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** What the berth knows counts more than that somebody is at work there. */
function reasonOf(
  labels: ContainerSummary['labels'],
  colour: Colour | undefined,
  berth: Berth | undefined,
): ContainerReason {
  const role = labels[LABEL.role];
  if (role === 'test') return 'test';
  if (role === 'edge' && berth !== undefined) return 'edge';
  const moored = colour === undefined ? undefined : berth?.[colour];
  if (role !== 'replica' || moored === undefined || moored.deployment !== labels[LABEL.deployment])
    return 'deploying';
  return moored.state === 'serving' ? 'live' : moored.state;
}

function colourOf(label: string | undefined): Colour | undefined {
  return label === 'blue' || label === 'green' ? label : undefined;
}
