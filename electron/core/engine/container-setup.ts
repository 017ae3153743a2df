/** What a container was made with, and what can be changed of that while it is there. Nothing set: 0, '' or empty. */
export interface ContainerSetup {
  /** Its own, or the image's. */
  readonly command: readonly string[];
  readonly entrypoint: readonly string[];
  readonly user: string;
  readonly workingDir: string;
  readonly stopSignal: string;
  /** Docker's health check as the API has it: `CMD-SHELL` and a line, or `CMD` and words. */
  readonly healthTest: readonly string[];
  readonly restart: string;
  readonly memoryBytes: number;
  readonly cpus: number;
  readonly cpuShares: number;
  readonly cpuSet: string;
  readonly pids: number;
  readonly privileged: boolean;
  readonly readOnlyRoot: boolean;
  readonly init: boolean;
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly extraHosts: readonly string[];
  /** Their paths. */
  readonly tmpfs: readonly string[];
}

export interface FileChange {
  /** Absolute, in the container. */
  readonly path: string;
  readonly kind: 'modified' | 'added' | 'deleted';
}

export interface FileChanges {
  readonly entries: readonly FileChange[];
  /** Whether these are all. */
  readonly complete: boolean;
}
