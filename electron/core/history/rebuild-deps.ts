import type { AppConfig, PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { Stores } from '../db/stores.ts';
import type { PlacementLock } from '../deployments/lock-placement.ts';
import type { EdgeState } from '../edge/edge.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Ids } from '../runtime/ids.ts';
import type { Log } from '../runtime/log.ts';
import type { FoundPlacement } from './survey-engine.ts';

/** What a history is rebuilt with. */
export interface RebuildDeps {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** user@machine, for releases that say nothing of who made them. */
  readonly owner: string;
  readonly engineOf: (host: string) => Promise<Engine>;
  /** Registers the engine of this machine when no host is known; `name` is what its containers call it. */
  readonly addLocalHost: (nameOf: (engine: Engine) => Promise<string | undefined>) => Promise<Host>;
  /** `takeOver`: tokens of locks that somebody agreed to take over. */
  readonly lock: (placement: FoundPlacement, takeOver?: ReadonlySet<string>) => PlacementLock;
  /** Undoes a deployment that was cut off: the recorded colour serves, and nothing is left of it. */
  readonly undo: (placement: FoundPlacement, deployment: string) => Promise<void>;
  /** What is recorded as serving runs, and the gate leads to it. */
  readonly serveRecorded: (placement: FoundPlacement) => Promise<void>;
  /** Asks the running edge of a placement where its gate leads. */
  readonly edgeState: (
    placement: FoundPlacement,
    known: { readonly slot: number; readonly config: PlacementConfig },
  ) => Promise<Pick<EdgeState, 'gate' | 'gateOnRestart'>>;
  /** What twinberth.yaml in a folder says; undefined when there is none, or none that can be read. */
  readonly readFolder: (directory: string) => Promise<AppConfig | undefined>;
  /** Registers what twinberth.yaml in the folder names and is not known. */
  readonly addApp: (directory: string) => Promise<unknown>;
}
