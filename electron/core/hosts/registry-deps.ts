import type { Endpoint, Host } from '../../../shared/model/host.ts';
import type { Settings } from '../apps/settings.ts';
import type { Stores } from '../db/stores.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Ids } from '../runtime/ids.ts';
import type { Log } from '../runtime/log.ts';

/** What hosts, environments and apps are registered with. */
export interface RegistryDeps {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly settings: Settings;
  /** A connection of its own, which the caller closes. Rejects when the engine does not answer. */
  readonly connect: (endpoint: Endpoint) => Promise<Engine>;
  /** The connection that is kept for a registered host (by id). */
  readonly engineOf: (host: string) => Promise<Engine>;
  /** Closes that connection, if there is one. */
  readonly forgetEngine: (host: string) => void;
  /** Docker's spelling of an endpoint; without one, what DOCKER_HOST, the Docker context or the platform's default socket names. */
  readonly resolveEndpoint: (text: string | undefined) => Promise<Endpoint>;
  /** Takes a placement for a while; `placement.locked` when somebody else has it. */
  readonly lockPlacement: (place: LockPlace) => { release(): Promise<void> };
  /** Ends the session with an edge and removes its container and its volume. */
  readonly removeEdge: (engine: Engine, edge: EdgePlace) => Promise<void>;
}

export interface LockPlace {
  readonly app: string;
  readonly environment: string;
  readonly host: Host;
  /** What for, in a few words. */
  readonly purpose: string;
}

export interface EdgePlace {
  readonly app: string;
  readonly environment: string;
  readonly containerId: string;
}
