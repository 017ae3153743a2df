import type { ErrorReply } from '../contract/errors.ts';
import type { BuildRecord } from './build-record.ts';

/** An app, as a row of the board. */
export interface AppView {
  readonly name: string;
  readonly directory: string;
  /** `Dockerfile`, or the image's reference. */
  readonly source: string;
  /** What `twinberth.yaml` names, in its order. */
  readonly environments: readonly string[];
  /** Its file cannot be read or is wrong. */
  readonly problem?: ErrorReply;
  /** Version of the newest release; absent: none yet. */
  readonly newest?: number;
  /** Version of the newest release that did not fail its test; absent: there is none that may be deployed. */
  readonly deployable?: number;
  /** What the next build will be called, as far as this history knows. */
  readonly next: number;
  /** VCS commit of the newest release. */
  readonly revision?: string;
}

export interface AppDetail {
  readonly app: AppView;
  /** The file as it is. */
  readonly text?: string;
  readonly file: string;
  /** What the file says, with defaults, as JSON holds it; secrets are references. */
  readonly config?: unknown;
  readonly warnings: readonly string[];
  readonly builds: readonly BuildRecord[];
}

export interface FolderListing {
  readonly directory: string;
  readonly parent?: string;
  readonly folders: readonly {
    readonly name: string;
    readonly path: string;
    /** What makes it interesting: the files `twinberth.yaml`, `Dockerfile`, `compose.yaml` that it holds. */
    readonly holds: readonly string[];
  }[];
}

export interface AppProposal {
  readonly directory: string;
  /** Absolute path of the `twinberth.yaml` that is, or would be. */
  readonly file: string;
  /** There is one already; `text` is its content. */
  readonly exists: boolean;
  readonly text: string;
  /** What it was made from, a line each: `EXPOSE 8080 in Dockerfile`. */
  readonly because: readonly string[];
  /** Empty: it can be used as it is. */
  readonly problems: readonly { readonly line?: number; readonly key?: string; readonly message: string }[];
  readonly warnings: readonly string[];
  /** An app of this name or in this folder is registered already. */
  readonly registered?: string;
}

export interface AppAdded {
  readonly app: AppView;
  readonly warnings: readonly string[];
}

export interface RemovedApp {
  readonly containers: number;
  readonly networks: readonly string[];
  readonly volumes: readonly { readonly host: string; readonly name: string }[];
  readonly unreachable: readonly string[];
}

/** A command whose output is to be a secret, which nobody agreed to yet. */
export interface SecretCommand {
  readonly app: string;
  readonly environment: string;
  readonly variable: string;
  /** Exactly as it is run. */
  readonly command: string;
}
