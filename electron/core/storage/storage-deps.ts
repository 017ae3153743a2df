import type { AppConfig } from '../../../shared/model/app-config.ts';
import type { RetentionSettings } from '../apps/settings.ts';
import type { Stores } from '../db/stores.ts';
import type { Engine } from '../engine/engine.ts';
import type { LockPlace } from '../hosts/registry-deps.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';

/** What retention works with. */
export interface StorageDeps {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly log: Log;
  /** user@machine. */
  readonly owner: string;
  readonly retention: RetentionSettings;
  /** By host id. */
  readonly engineOf: (host: string) => Promise<Engine>;
  readonly appConfig: (app: string) => Promise<AppConfig>;
  /** Takes a placement for a while; `placement.locked` when somebody else has it. */
  readonly lockPlacement: (place: LockPlace) => { release(): Promise<void> };
  /** Keeps others from building an app; rejects with the signal's reason while somebody else builds. */
  readonly lockBuilds: (app: string, signal: AbortSignal) => Promise<{ release(): void }>;
}
