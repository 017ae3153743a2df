/** What a container is created from. The engine adapter turns it into the API's own shape. */
export interface ContainerSpec {
  readonly name: string;
  /** Engine ID of an image, never a tag. */
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  /** `NAME=value`. Resolved secrets are among them: a spec is never logged or stored. */
  readonly environment?: readonly string[];
  readonly user?: string;
  readonly workingDir?: string;
  readonly hostname?: string;
  readonly stopSignal?: string;
  readonly readOnlyRoot?: boolean;
  readonly init?: boolean;
  readonly tmpfs?: readonly string[];
  readonly mounts?: readonly {
    readonly kind: 'volume' | 'bind';
    readonly source: string;
    readonly target: string;
    readonly readOnly: boolean;
  }[];
  /** Absent: no network at all (`none`). */
  readonly network?: {
    readonly name: string;
    readonly address?: string;
    readonly aliases?: readonly string[];
  };
  readonly publish?: readonly {
    readonly containerPort: number;
    readonly hostPort: number;
    readonly hostAddress?: string;
  }[];
  readonly restart?: RestartPolicy;
  readonly memoryBytes?: number;
  readonly cpus?: number;
  readonly pids?: number;
  readonly capAdd?: readonly string[];
  readonly capDrop?: readonly string[];
  readonly extraHosts?: readonly string[];
  readonly ulimits?: readonly { readonly name: string; readonly soft: number; readonly hard: number }[];
  /** Rotation of the json-file log: bytes per file and number of files. */
  readonly logRotation?: { readonly maxBytes: number; readonly maxFiles: number };
}

/**
 * `always` for what is to run, and not `unless-stopped`: an engine that was killed stops what it finds running when it starts
 * again, takes that for somebody's wish, and leaves it stopped (seen with 20.10; moby/moby#41302 tells of the same mark). What
 * is to stay stopped has `no`.
 */
export type RestartPolicy = 'no' | 'always';
