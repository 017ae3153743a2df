import type { ImageIdentity } from './image-identity.ts';

/** What the test gate found. `untested`: the app has no `test` section. */
export type TestResult =
  | { readonly state: 'untested' }
  | { readonly state: 'passed'; readonly durationMs: number; readonly command: readonly string[] }
  | {
      readonly state: 'failed';
      readonly durationMs: number;
      readonly command: readonly string[];
      /** The command's exit code; absent when the time limit ended it. */
      readonly exitCode?: number;
      readonly reason: string;
    };

/** An image that a Dockerfile's `FROM` named, as it was when the release was built. */
export interface BaseImage {
  readonly reference: string;
  /** Config digest on the engine that built, or the registry digest when it was pulled by the builder. */
  readonly digest: string;
}

/** Where a release's image came from. */
export type ReleaseSource =
  | {
      readonly kind: 'build';
      readonly directory: string;
      readonly context: string;
      readonly dockerfile: string;
      readonly args: Readonly<Record<string, string>>;
      readonly target?: string;
      readonly bases: readonly BaseImage[];
    }
  | {
      readonly kind: 'image';
      readonly reference: string;
      /** `name@sha256:…` of what was pulled; absent for an image that only exists locally. */
      readonly pinned?: string;
    };

/** One immutable image of an app. */
export interface Release {
  readonly id: string;
  readonly app: string;
  /** 1, 2, 3 …; shown as `v1`. */
  readonly version: number;
  /** `APP:vN`. */
  readonly tag: string;
  readonly identity: ImageIdentity;
  /** sha256 (hex) over everything that went into the image. */
  readonly inputHash: string;
  readonly source: ReleaseSource;
  readonly test: TestResult;
  readonly sizeBytes: number;
  /** VCS commit of the build context, where it is one. */
  readonly revision?: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly withdrawnAt?: number;
}

export function versionName(version: number): string {
  return `v${version}`;
}
