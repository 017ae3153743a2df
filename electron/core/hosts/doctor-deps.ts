import type { SettingOrigin, Settings } from '../apps/settings.ts';
import type { Settled } from '../core.ts';
import type { Stores } from '../db/stores.ts';
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
  /** Whether a process of this machine lives. */
  readonly isAlive: (pid: number) => boolean;
  /** Settles what is due and what a crash left. */
  readonly recover: () => Promise<readonly Settled[]>;
}
