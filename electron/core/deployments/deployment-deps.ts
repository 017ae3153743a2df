import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { Release } from '../../../shared/model/release.ts';
import type { UnresolvedSecret } from '../apps/resolve-secrets.ts';
import type { LockHolder } from '../db/stores.ts';
import type { EdgeSession, EdgeSpec } from '../edge/edge.ts';
import type { Prober } from '../edge/prober.ts';
import type { PullProgress } from '../engine/engine.ts';
import type { WorkDeps } from '../work-deps.ts';
import type { EdgeMaker } from './edge-maker.ts';

/** What deployments are performed with. Everything that reaches outside this process comes in here. */
export interface DeploymentDeps extends WorkDeps {
  /** The values of a placement's variables, secrets resolved. `secret.unresolved` when one cannot be had. */
  readonly resolveVariables: (app: string, config: PlacementConfig) => Promise<ReadonlyMap<string, string>>;
  /** Secrets that cannot be had, as far as that shows without running a command. */
  readonly unresolvedSecrets: (app: string, config: PlacementConfig) => Promise<readonly UnresolvedSecret[]>;
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
  /** Settles what somebody who is gone was in the middle of, elsewhere; see `takeOverPlacement`. */
  readonly takeOver: (lock: LockHolder) => Promise<unknown>;
  /** For how long a lock is respected beyond what its holder may take by its own deadlines, milliseconds. */
  readonly lockMarginMs: number;
}

export type { EdgeSession, EdgeSpec, Prober };
