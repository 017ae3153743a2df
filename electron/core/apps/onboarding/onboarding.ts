import type { AppConfig } from '../../../../shared/model/app-config.ts';
import type { AppProposal, FolderListing } from '../../../../shared/model/app-views.ts';
import type { RegisteredApp } from '../../db/stores.ts';

/** From a folder with a Dockerfile to a registered app. */
export interface Onboarding {
  /** The folders in a folder (default: the user's home). `usage`, `disk.read`, `permission`. */
  folders(directory?: string): Promise<FolderListing>;
  /** What a folder holds: its `twinberth.yaml`, or the one that would suit it and why. Writes nothing. `disk.read`, `permission`. */
  inspect(directory: string): Promise<AppProposal>;
  /** Judges a text as if it were the folder's `twinberth.yaml`. Writes nothing. */
  check(directory: string, text: string): Promise<AppProposal>;
  /**
   * Writes `twinberth.yaml` where there is none, and registers the app; both or nothing. `config.invalid`, `app.taken`,
   * `permission`, `disk.full`, and what registering fails with.
   */
  create(
    directory: string,
    text: string,
  ): Promise<{
    readonly app: RegisteredApp;
    readonly config: AppConfig;
    readonly warnings: readonly string[];
  }>;
}
