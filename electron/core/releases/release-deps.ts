import type { AppConfig } from '../../../shared/model/app-config.ts';
import type { Stores } from '../db/stores.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Ids } from '../runtime/ids.ts';
import type { Log } from '../runtime/log.ts';

/** What releases are made with. Everything that reaches outside this process comes in here. */
export interface ReleaseDeps {
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
  /** By host id. */
  readonly engineOf: (host: string) => Promise<Engine>;
  readonly appConfig: (app: string) => Promise<AppConfig>;
  /** The folder with Docker's `config.json`; it need not exist. */
  readonly dockerConfigDir: string;
  /** Where the state of contexts hashed before is kept. */
  readonly contextCachePath: string;
}
