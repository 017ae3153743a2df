import type { Colour } from './colour.ts';
import type { ChangeKind } from './plan.ts';
import type { Release } from './release.ts';

export interface ReleaseView {
  readonly release: Release;
  readonly runs: readonly ReleaseBerth[];
  readonly pinned?: { readonly by: string; readonly at: number };
  readonly approvals: readonly {
    readonly environment: string;
    readonly by: string;
    readonly at: number;
    readonly message?: string;
  }[];
  /** Ids of kept logs, for `builds.log`. */
  readonly buildLog?: string;
  readonly testLog?: string;
}

/** Where a release is moored now. */
export interface ReleaseBerth {
  readonly environment: string;
  readonly host: string;
  readonly colour: Colour;
  readonly state: 'serving' | 'warm' | 'stopped';
}

/** A line of a difference between two releases. */
export interface ReleaseChange {
  readonly kind: ChangeKind;
  readonly what:
    'label' | 'variable' | 'port' | 'volume' | 'command' | 'user' | 'workingDir' | 'base' | 'input';
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

export interface ReleaseComparison {
  readonly from: Release;
  readonly to: Release;
  readonly sameImage: boolean;
  readonly changes: readonly ReleaseChange[];
  readonly layers: readonly ReleaseLayer[];
  /** Why images could not be read, when they could not: then only what is recorded is compared. */
  readonly problem?: string;
}

/** A layer of either image. `in`: which has it. */
export interface ReleaseLayer {
  readonly diffId: string;
  readonly in: 'both' | 'from' | 'to';
  /** The instruction that made it, where the engine tells. */
  readonly madeBy?: string;
  readonly sizeBytes?: number;
}
