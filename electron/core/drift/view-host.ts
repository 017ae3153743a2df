import type { Host } from '../../../shared/model/host.ts';
import type { ThingEvent } from '../engine/engine-event.ts';
import type { EngineNetwork } from '../engine/engine-network.ts';
import type { ContainerSummary, Engine } from '../engine/engine.ts';
import { LABEL, LABEL_VERSION } from '../engine/labels.ts';
import { atMost } from '../runtime/at-most.ts';

/** What one host has of ours, asked once for all placements on it. */
export interface HostView {
  readonly host: Host;
  readonly engine: Engine;
  readonly containers: readonly ContainerSummary[];
  /** Image IDs by tag. */
  readonly tags: ReadonlyMap<string, string>;
  /** By name. */
  readonly networks: ReadonlyMap<string, EngineNetwork>;
  readonly events: readonly ThingEvent[];
  /** Questions to the engine go through here, so that a scan does not take all of it. */
  readonly ask: <T>(question: () => Promise<T>) => Promise<T>;
}

/** How many questions an engine is asked at the same time. */
const AT_ONCE = 8;

/** Five requests, however many containers there are. `since`: from when on events are wanted, milliseconds since 1970. */
export async function viewHost(
  engine: Engine,
  host: Host,
  request: { readonly app?: string; readonly since: number },
): Promise<HostView> {
  const [containers, tags, networks, events] = await Promise.all([
    engine.containers.list({
      [LABEL.version]: LABEL_VERSION,
      ...(request.app === undefined ? {} : { [LABEL.app]: request.app }),
    }),
    engine.images.tags(),
    engine.networks.list({ [LABEL.version]: true }),
    engine.pastEvents(request.since),
  ]);
  return {
    host,
    engine,
    containers,
    tags,
    networks: new Map(networks.map((network) => [network.name, network])),
    events,
    ask: atMost(AT_ONCE),
  };
}
