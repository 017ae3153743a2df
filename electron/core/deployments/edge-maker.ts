import type { Colour } from '../../../shared/model/colour.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { EdgeSession, EdgeSpec, Mooring } from '../edge/edge.ts';
import type { Prober, ProbeCounts } from '../edge/prober.ts';
import type { Engine } from '../engine/engine.ts';

/** How deployments get hold of edges; the composition root gives the one that keeps its sessions open. */
export interface EdgeMaker {
  /** Identifies everything of an edge that cannot be changed while it runs. */
  specHash(spec: EdgeSpec): string;
  /** Creates, starts and waits until it answers. Leaves nothing behind when it fails. Returns the container's id. */
  create(engine: Engine, request: EdgeRequest): Promise<string>;
  /** Ends the session, if any, and removes the edge's container; with `volume`, also its volume. */
  remove(
    engine: Engine,
    spec: Pick<EdgeSpec, 'app' | 'environment'>,
    containerId: string,
    volume: boolean,
  ): Promise<void>;
  /** A session with a running edge; the same one for the same container until it is closed. */
  session(engine: Engine, containerId: string, spec: EdgeSpec): Promise<EdgeSession>;
  prober(engine: Engine, request: ProberRequest): Prober;
}

export interface EdgeRequest {
  readonly spec: EdgeSpec;
  readonly host: Host;
  readonly moorings: readonly Mooring[];
  readonly gate: Colour | 'none';
}

export interface ProberRequest {
  readonly spec: EdgeSpec;
  readonly host: Host;
  readonly containerId: string;
  readonly healthPath: string;
  readonly session: EdgeSession;
  /** Told a few times per second while probes are sent. */
  readonly onCounts?: (counts: ProbeCounts) => void;
}
