import type { AppConfig, PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { Release } from '../../../shared/model/release.ts';
import type { Stores } from '../db/stores.ts';
import type { EdgeSession, EdgeSpec } from '../edge/edge.ts';
import type { Prober } from '../edge/prober.ts';
import type { Engine, PullProgress } from '../engine/engine.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Ids } from '../runtime/ids.ts';
import type { Log } from '../runtime/log.ts';
import type { EdgeMaker } from './edge-maker.ts';

/** What deployments are performed with. Everything that reaches outside this process comes in here. */
export interface DeploymentDeps {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** user@machine. */
  readonly owner: string;
  readonly machine: string;
  readonly pid: number;
  /** Whether a process of this machine still lives. */
  readonly isAlive: (pid: number) => boolean;
  /** Value of the run label, for what tests and the demo make. */
  readonly runLabel?: string;
  readonly engineOf: (host: string) => Promise<Engine>;
  readonly appConfig: (app: string) => Promise<AppConfig>;
  /** The values of a placement's variables, secrets resolved. `secret.unresolved` when one cannot be had. */
  readonly resolveVariables: (app: string, config: PlacementConfig) => Promise<ReadonlyMap<string, string>>;
  /** Brings a release's image to a host, verifies its identity and returns the engine's own ID. */
  readonly ensureImage: (
    release: Release,
    host: Host,
    options: { readonly signal?: AbortSignal; readonly onProgress?: (progress: PullProgress) => void },
  ) => Promise<string>;
  /** Whether a build from the recorded inputs would make the same thing again. */
  readonly rebuildable: (release: Release) => Promise<boolean>;
  readonly rebuild: (release: Release, signal?: AbortSignal) => Promise<Release>;
  readonly edges: EdgeMaker;
}

export type { EdgeSession, EdgeSpec, Prober };
