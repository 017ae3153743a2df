import type { AppConfig } from '../../shared/model/app-config.ts';
import type { Stores } from './db/stores.ts';
import type { Engine } from './engine/engine.ts';
import type { Clock } from './runtime/clock.ts';
import type { Ids } from './runtime/ids.ts';
import type { Log } from './runtime/log.ts';

/** What work on releases and on deployments alike is done with. */
export interface WorkDeps {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** user@machine. */
  readonly owner: string;
  readonly machine: string;
  readonly pid: number;
  /** Tells this process from a later one with its number. */
  readonly process?: string;
  /** Whether a process of this machine still lives; `process`: what it was known by. */
  readonly isAlive: (pid: number, process?: string) => boolean;
  /** Value of the run label, for what tests and the demo make. */
  readonly runLabel?: string;
  /** By host id. */
  readonly engineOf: (host: string) => Promise<Engine>;
  readonly appConfig: (app: string) => Promise<AppConfig>;
}
