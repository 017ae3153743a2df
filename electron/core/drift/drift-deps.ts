import type { AppConfig, PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Stores } from '../db/stores.ts';
import type { EdgeSpec } from '../edge/edge.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';

/** What drift is looked for with. */
export interface DriftDeps {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly log: Log;
  readonly engineOf: (host: string) => Promise<Engine>;
  readonly appConfig: (app: string) => Promise<AppConfig>;
  readonly resolveVariables: (app: string, config: PlacementConfig) => Promise<ReadonlyMap<string, string>>;
  readonly specHash: (spec: EdgeSpec) => string;
  /** How long an engine may take to compare a container's files with its image's, milliseconds; default 10 s. */
  readonly changesLimitMs?: number;
}
