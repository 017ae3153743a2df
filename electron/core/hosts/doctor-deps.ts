import type { SettingOrigin, Settings } from '../apps/settings.ts';
import type { Settled } from '../core.ts';
import type { LockHolder, Stores } from '../db/stores.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../runtime/clock.ts';
import type { DataPaths } from '../runtime/paths.ts';

export interface DoctorDeps {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly paths: DataPaths;
  readonly origins: readonly SettingOrigin[];
  /** Variables that look like settings and are none. */
  readonly warnings: readonly string[];
  readonly engineOf: (host: string) => Promise<Engine>;
  readonly machine: string;
  /** See `markProcess`. */
  readonly process?: string;
  /** Whether a process of this machine lives. */
  readonly isAlive: (pid: number, process?: string) => boolean;
  /** Takes a placement from a holder that is gone and settles what it was in the middle of; see `takeOverPlacement`. */
  readonly takeOver: (lock: LockHolder) => Promise<{
    readonly settled: readonly string[];
    readonly problems: readonly string[];
  }>;
  /** Settles what is due and what a crash left. */
  readonly recover: () => Promise<readonly Settled[]>;
}
