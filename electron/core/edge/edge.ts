import type { EdgeConfig, HealthConfig, Mode, Publish } from '../../../shared/model/app-config.ts';
import type { Colour } from '../../../shared/model/colour.ts';

/** What an edge container is made from. A change of any of it needs a new container, hence an announced interruption. */
export interface EdgeSpec {
  readonly app: string;
  readonly environment: string;
  readonly mode: Mode;
  /** The port it listens on inside the network (the app's own port, so that `APP:PORT` works there). */
  readonly port: number;
  readonly publish?: Publish;
  /** Engine ID of the edge image. */
  readonly image: string;
  readonly config: EdgeConfig;
  /** Read time limit of the health check, milliseconds: HAProxy has it per backend, not per server. */
  readonly healthTimeoutMs: number;
  readonly network: string;
  readonly address: string;
}

/** One replica behind the edge. */
export interface MooredReplica {
  readonly replica: number;
  readonly address: string;
  readonly port: number;
}

export interface Mooring {
  readonly colour: Colour;
  readonly replicas: readonly MooredReplica[];
  readonly health: HealthConfig;
  /**
   * The containers were created or started since these replicas were last moored, so what the edge knows of the health of
   * a replica at the same address is not about them: each counts as down until it has passed its checks. Ignored for the
   * colour that serves, where HAProxy's connection retries bridge a short restart. Default false.
   */
  readonly restarted?: boolean;
}

/** What the edge says of one replica. */
export interface ReplicaHealth {
  readonly colour: Colour;
  readonly replica: number;
  readonly address: string;
  readonly status: 'up' | 'down' | 'maintenance' | 'draining' | 'unchecked';
  /** Up by the full number of good checks in a row, and the last check was good. */
  readonly ready: boolean;
  /** For example `L7OK 200`, `L4CON Connection refused`, `L7STS 500`. */
  readonly check: string;
  readonly sinceMs: number;
}

/** Counters since the edge started; they only grow, except over a restart of the edge. */
export interface ColourTraffic {
  readonly requests: number;
  readonly connections: number;
  readonly answers2xx: number;
  readonly answers4xx: number;
  readonly answers5xx: number;
  readonly connectErrors: number;
  readonly responseErrors: number;
  readonly openSessions: number;
  readonly queued: number;
}

export interface EdgeState {
  /** What the running process does, read back from it. `hold`: new requests wait; `none`: nothing has been switched on yet. */
  readonly gate: Colour | 'hold' | 'none';
  /** What it would do after a restart, read from the file. */
  readonly gateOnRestart: Colour | 'hold' | 'none';
  readonly replicas: readonly ReplicaHealth[];
  readonly traffic: Readonly<Record<Colour, ColourTraffic>>;
}

/**
 * A conversation with the edge of one berth over one persistent exec stream. Commands are serialised; when the stream is
 * lost it is opened again and the state read back. All methods reject with `edge.failed` (HAProxy's own words in
 * `details.haproxy`) or an engine failure.
 */
export interface EdgeSession {
  readonly containerId: string;
  state(): Promise<EdgeState>;
  /**
   * Makes `mooring.colour` consist of exactly these replicas, with health checks on, both in the running process and in
   * the configuration that a restart reads. Idempotent. Never touches the other colour.
   */
  moor(mooring: Mooring): Promise<void>;
  /** Removes a colour's replicas from the edge. Refused for the colour that serves. */
  unmoor(colour: Colour): Promise<void>;
  /**
   * File first, then the running process, then read back. Returns how long the change in the running process took.
   * `onlyIfUp`: rejects with `ready.failed`, and moves nothing, when no replica of the colour is up for the edge.
   */
  switchTo(colour: Colour, options?: { readonly onlyIfUp?: boolean }): Promise<{ readonly mapMs: number }>;
  /** New requests wait inside the edge, at most `maxMs`, then they get a 503. A restart of the edge opens to `fallback`. */
  hold(fallback: Colour, maxMs: number): Promise<void>;
  /** Connections that this colour is still answering. */
  openConnections(colour: Colour): Promise<number>;
  close(): void;
}
