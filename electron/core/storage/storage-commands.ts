import type { StorageOutcome, StoragePlan } from '../../../shared/model/storage.ts';
import type { Pin } from '../db/stores.ts';

/** Retention: what images and logs occupy, what may go, and what somebody wants kept. */
export interface StorageCommands {
  /** What would be removed and what stays, and why. Changes nothing. `host` (a name): only what is there. */
  plan(request?: { readonly host?: string }): Promise<StoragePlan>;
  /**
   * Plans anew and carries it out. What could not be removed is told in the outcome; `signal` ends it between two items.
   * `orphans`: also containers and networks that no placement explains, where this history made them. `buildCache`: also the
   * builder's records of layers whose last image went.
   */
  apply(request?: {
    readonly host?: string;
    readonly orphans?: boolean;
    readonly buildCache?: boolean;
    readonly signal?: AbortSignal;
  }): Promise<StorageOutcome>;
  /** Keeps the image of a release, whatever its age. `app.unknown`, `release.unknown`. */
  pin(app: string, version: number): void;
  /** Whether it was pinned. */
  unpin(app: string, version: number): boolean;
  pins(): readonly Pin[];
}
