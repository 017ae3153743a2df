import type { Host } from '../../../shared/model/host.ts';
import type { Release } from '../../../shared/model/release.ts';
import type { KeepReason, KeptContainer, Orphan } from '../../../shared/model/storage.ts';
import type { BuildRecord } from '../../../shared/model/build-record.ts';
import type { BuilderRecord, ImageSummary } from '../engine/image-usage.ts';
import type { ContainerSummary } from '../engine/engine.ts';

/** How far back rollbacks reach, for one app. */
export interface RetentionPolicy {
  readonly keep: number;
  readonly days: number;
}

/** A layer of an engine with everything below it: the same number for the same chain, whichever image has it. */
export type Chain = number;

export interface ImageFacts extends ImageSummary {
  /** Bottom first. */
  readonly chains: readonly Chain[];
}

/** What one engine has, read before anything is decided. */
export interface HostFacts {
  readonly host: Host;
  readonly images: readonly ImageFacts[];
  /** Bytes of each chain's own layer. */
  readonly sizes: ReadonlyMap<Chain, number>;
  readonly containers: readonly ContainerSummary[];
  readonly orphans: readonly Orphan[];
  /** Those of `containers` that are ours and no orphans. */
  readonly keptContainers: readonly KeptContainer[];
  /** The builder's records; undefined where the engine did not tell. */
  readonly records?: readonly BuilderRecord[];
}

/** What a placement needs of a release. */
export interface Need {
  readonly reason: Extract<KeepReason, { kind: 'live' | 'standby' | 'deploying' | 'rollback' }>;
  /** Host id. */
  readonly host: string;
}

export interface AppFacts {
  readonly registered: boolean;
  readonly releases: readonly Release[];
  /** Release id to the placements that need it, on every host. */
  readonly needs: ReadonlyMap<string, readonly Need[]>;
  /** Version to who pinned it. */
  readonly pins: ReadonlyMap<number, string>;
  /** Id of the newest release that was not withdrawn. */
  readonly newest?: string;
  readonly policy: RetentionPolicy;
  /** Why the app's own policy could not be read. */
  readonly problem?: string;
}

/** What the history knows, of the apps whose images are on the engines. */
export interface HistoryFacts {
  readonly now: number;
  readonly apps: ReadonlyMap<string, AppFacts>;
  /** Host id, then engine ID of an image, to its release. */
  readonly recorded: ReadonlyMap<string, ReadonlyMap<string, Release>>;
  readonly build: (id: string) => Pick<BuildRecord, 'state'> | undefined;
}
