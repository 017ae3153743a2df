import type { Colour } from './colour.ts';

/** Why an image stays. A rollback, a pin and the like name the placement or the person they come from. */
export type KeepReason =
  /** Names of the containers, ours or not, running or not, that were made from it. */
  | { readonly kind: 'in-use'; readonly containers: readonly string[] }
  | { readonly kind: 'live' | 'standby' | 'deploying'; readonly environment: string; readonly host: string }
  /** One of the releases that the placement can be rolled back to. */
  | { readonly kind: 'rollback'; readonly environment: string; readonly host: string }
  | { readonly kind: 'newest' }
  /** Made in the last days and not deployed yet. */
  | { readonly kind: 'recent' }
  | { readonly kind: 'pinned'; readonly by: string }
  /** Other images were made from it: their tags or IDs. */
  | { readonly kind: 'base'; readonly of: readonly string[] }
  /** Somebody gave it a name of his own. */
  | { readonly kind: 'named'; readonly tags: readonly string[] }
  /** Made by Twinberth, and this history does not know it: another machine may need it. */
  | { readonly kind: 'unknown'; readonly owner: string }
  | { readonly kind: 'building' }
  /** How long its app wants releases kept could not be read. */
  | { readonly kind: 'unreadable'; readonly problem: string };

/** `old`: beyond every window. `app-removed`: nothing of its app is registered. `leftover`: of a build that came to nothing. */
export type RemoveReason = 'old' | 'withdrawn' | 'app-removed' | 'leftover';

/** An image that Twinberth made. */
export interface StoredImage {
  /** The engine's own ID. */
  readonly id: string;
  readonly app: string;
  /** Absent for what a failed build left. */
  readonly version?: number;
  /** Release id. */
  readonly release?: string;
  readonly tags: readonly string[];
  readonly createdAt: number;
  /** All its layers. */
  readonly sizeBytes: number;
}

export interface RemovableImage extends StoredImage {
  readonly why: RemoveReason;
  /** Layers that go with it, when all before it in the plan are gone. */
  readonly freesBytes: number;
}

export interface KeptImage extends StoredImage {
  readonly reasons: readonly KeepReason[];
  /** What keeping it costs: layers that nothing else has, once the plan is carried out. */
  readonly costsBytes: number;
}

/** Something of ours on an engine that no placement here explains. */
export interface Orphan {
  readonly kind: 'container' | 'network' | 'volume';
  readonly id: string;
  readonly name: string;
  readonly app?: string;
  readonly environment?: string;
  readonly owner: string;
  /** This history knows what made it, so that `--orphans` may remove it. Never true for volumes: they are data. */
  readonly removable: boolean;
}

/**
 * Why a container of ours stays. `warm` and `stopped`: it stands by, so that a rollback is quick. `edge`: it lets traffic through.
 * `test`: a release is being tested in it, or was lately. `deploying`: somebody is at work on its placement.
 */
export type ContainerReason = 'live' | 'warm' | 'stopped' | 'edge' | 'test' | 'deploying';

/** A container of ours that a placement here explains. */
export interface KeptContainer {
  readonly id: string;
  readonly name: string;
  readonly app?: string;
  readonly environment?: string;
  readonly colour?: Colour;
  readonly why: ContainerReason;
}

/** `in-use`: by a build. `image`: its layer is one of an image's. `builder`: the next build may need it; nobody else knows. */
export type CacheReason = 'in-use' | 'image' | 'builder';

/** One record of the builder's cache, whoever built. */
export interface CacheRecord {
  readonly id: string;
  readonly description: string;
  readonly sizeBytes: number;
  readonly why: CacheReason;
}

export interface HostStoragePlan {
  /** Name. */
  readonly host: string;
  /** In the order in which they are removed. */
  readonly removes: readonly RemovableImage[];
  readonly keeps: readonly KeptImage[];
  /** Images that Twinberth did not make: never touched. */
  readonly foreignImages: number;
  readonly orphans: readonly Orphan[];
  readonly keptContainers: readonly KeptContainer[];
  /** Containers that Twinberth did not make: never touched. */
  readonly foreignContainers: number;
  /** Every record of the builder's cache; absent where the engine did not tell. */
  readonly cache?: readonly CacheRecord[];
  /** Sum of `removes`. */
  readonly freesBytes: number;
  /**
   * How much of that the builder's cache also holds, so that it stays on disk until that goes too; an estimate, by size.
   * Absent where the engine did not tell.
   */
  readonly cachedBytes?: number;
}

export interface RemovableLog {
  readonly id: string;
  readonly app: string;
  readonly build: string;
  readonly kind: 'build' | 'test';
  readonly at: number;
  readonly bytes: number;
}

/** `release`: of a release that is kept. `newest`: of one of the app's newest builds. */
export type LogReason = 'release' | 'newest';

export interface KeptLog extends RemovableLog {
  readonly why: LogReason;
}

export interface StoragePlan {
  readonly hosts: readonly HostStoragePlan[];
  readonly unreachable: readonly { readonly host: string; readonly problem: string }[];
  readonly logs: readonly RemovableLog[];
  readonly logsBytes: number;
  readonly keptLogs: readonly KeptLog[];
  /** The history's own file. `foldable`: old deployments whose steps can be put together; absent for none. */
  readonly history: { readonly bytes: number; readonly freeBytes: number; readonly foldable?: number };
}

export interface StorageFailure {
  /** What was to be removed, as a person calls it. */
  readonly what: string;
  readonly problem: string;
}

export interface HostStorageOutcome {
  readonly host: string;
  readonly removed: readonly string[];
  /** Was in the plan and is needed by now. */
  readonly spared: readonly StorageFailure[];
  readonly failed: readonly StorageFailure[];
  /** Of what was removed, as planned. */
  readonly plannedBytes: number;
  /** By the engine's own account before and after; absent where it gave none. */
  readonly measured?: {
    /** By how much the layers of images shrank. */
    readonly layersBytes: number;
    /** How much of that stays on disk in the builder's cache. */
    readonly keptByBuilderBytes: number;
  };
}

export interface StorageOutcome {
  readonly plan: StoragePlan;
  readonly hosts: readonly HostStorageOutcome[];
  readonly logsRemoved: number;
  readonly history: {
    readonly beforeBytes: number;
    readonly afterBytes: number;
    /** Deployments whose steps were put together; absent for none. */
    readonly folded?: number;
    readonly problem?: string;
  };
}
