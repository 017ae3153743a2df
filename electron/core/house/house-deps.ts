import type { AppConfig } from '../../../shared/model/app-config.ts';
import type { Stores } from '../db/stores.ts';
import type { ProgressFeed } from '../deployments/progress-feed.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Ids } from '../runtime/ids.ts';
import type { Log } from '../runtime/log.ts';
import type { CareDeps } from './caring/care.ts';

export interface HouseDeps {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** user@machine. */
  readonly owner: string;
  readonly machine: string;
  readonly isAlive: (pid: number, process?: string) => boolean;
  /** By host id. */
  readonly engineOf: (host: string) => Promise<Engine>;
  readonly appConfig: (app: string) => Promise<AppConfig>;
  readonly settle: (signal: AbortSignal) => Promise<unknown>;
  /** Where the preferences are kept. */
  readonly preferencesFile: string;
  readonly care: CareDeps;
  readonly progress: Pick<ProgressFeed, 'subscribe'>;
}
