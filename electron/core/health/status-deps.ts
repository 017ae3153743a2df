import type { AppConfig } from '../../../shared/model/app-config.ts';
import type { Berth } from '../../../shared/model/berth.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { Stores } from '../db/stores.ts';
import type { EdgeState } from '../edge/edge.ts';
import type { ContainerSummary, Engine } from '../engine/engine.ts';
import type { Failure } from '../runtime/failure.ts';

export interface StatusDeps {
  readonly stores: Stores;
  readonly engineOf: (host: string) => Promise<Engine>;
  readonly appConfig: (app: string) => Promise<AppConfig>;
  /** What the edge of a berth says; rejects when it does not answer. */
  readonly edgeState: (berth: Berth) => Promise<EdgeState>;
}

/** What one host has of ours, asked once for all placements. */
export type HostView =
  | { readonly reachable: true; readonly host: Host; readonly containers: readonly ContainerSummary[] }
  | { readonly reachable: false; readonly host: Host; readonly failure: Failure };

/** An app in an environment on a host, whether or not anything is there. */
export interface Place {
  readonly app: string;
  readonly environment: string;
  readonly host: Host;
}
