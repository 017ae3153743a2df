import type { Readable, Writable } from 'node:stream';
import type { ImageIdentity } from '../../../shared/model/image-identity.ts';
import type { BuildProgress } from './build-progress.ts';
import type { ContainerSetup, FileChanges } from './container-setup.ts';
import type { ContainerSpec, RestartPolicy } from './container-spec.ts';
import type { DiskUsage, ImageSummary, ImageStep } from './image-usage.ts';
import type { EngineNetworks } from './engine-network.ts';
import type { EngineEventListener, ThingEvent } from './engine-event.ts';
import type { LabelsAsked } from './labels.ts';

/**
 * One Docker Engine, as the rest of the core sees it. Every method rejects with a Failure whose code is one of
 * `engine.*`, `permission`, `image.missing`, `container.missing`, `name.taken`, `port.taken`, `disk.full`; the engine's
 * own words are in `details.engine`. Nothing here leaks a type of the client library.
 */
export interface Engine {
  /** `unix:///…` as Docker spells it. */
  readonly endpoint: string;
  info(): Promise<EngineInfo>;
  readonly containers: EngineContainers;
  readonly images: EngineImages;
  readonly networks: EngineNetworks;
  readonly volumes: EngineVolumes;
  /** What images and the builder occupy. Seconds, on a full host. */
  diskUsage(): Promise<DiskUsage>;
  /** Bytes that removing one record of the builder's cache freed; 0 when the engine keeps it. */
  removeBuilderRecord(id: string): Promise<number>;
  /** Tells every event (of these `actions`), `relist` first and after each (re)connect. Returns its disposer. */
  watch(listener: EngineEventListener, actions?: readonly string[]): () => void;
  /** What it remembers of its containers' events since then (milliseconds since 1970), oldest first. */
  pastEvents(since: number): Promise<readonly ThingEvent[]>;
  /** Ends every open stream and connection. */
  close(): void;
}

export interface EngineInfo {
  /** The engine's own unique id. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** The API version that calls are made with. */
  readonly apiVersion: string;
  readonly os: string;
  readonly architecture: string;
  /** `classic`: image ID = config digest. `containerd`: image ID = manifest or index digest. */
  readonly imageStore: 'classic' | 'containerd';
  readonly storageDriver: string;
  readonly builder: 'buildkit' | 'classic';
  readonly rootless: boolean;
  /** `docker` or `podman`. */
  readonly flavour: 'docker' | 'podman';
  readonly dataRoot: string;
  /** The engine's own clock when it answered, milliseconds since 1970; absent where it does not tell. */
  readonly clock?: number;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface EngineContainers {
  /** Returns the new container's id. `name.taken` when another container has the name (atomic on the engine). */
  create(spec: ContainerSpec, options?: CallOptions): Promise<string>;
  start(id: string, options?: CallOptions): Promise<void>;
  /** Stop signal, then SIGKILL after `graceMs` (rounded up to seconds). Not an error when it does not run. */
  stop(id: string, graceMs: number, options?: CallOptions): Promise<void>;
  kill(id: string, signal?: string): Promise<void>;
  /** Changes what the engine does when the container ends by itself (`POST /containers/{id}/update`). */
  setRestartPolicy(id: string, policy: RestartPolicy): Promise<void>;
  /** Force-removes the container and its anonymous volumes. Not an error when it is gone. */
  remove(id: string): Promise<void>;
  /** undefined when it does not exist. */
  inspect(idOrName: string): Promise<ContainerState | undefined>;
  /** State and setup, in one request; undefined when it does not exist. */
  describe(
    idOrName: string,
  ): Promise<{ readonly state: ContainerState; readonly setup: ContainerSetup } | undefined>;
  /** Files that differ from its image; at most `limit`. */
  changes(
    id: string,
    options: { readonly limit: number; readonly signal?: AbortSignal },
  ): Promise<FileChanges>;
  /** All containers (stopped ones too) that have every given label; a value of `true` asks for its presence. `ids`: of these only. */
  list(labels: LabelsAsked, ids?: readonly string[]): Promise<readonly ContainerSummary[]>;
  /** Those (not only ours) that publish this port, any address. */
  listPublishing(port: number): Promise<readonly ContainerSummary[]>;
  logs(id: string, options: LogOptions): AsyncIterable<LogLine>;
  /** Runs a command to its end and returns what it printed. */
  exec(id: string, command: readonly string[], options?: ExecOptions): Promise<ExecResult>;
  /** Runs a command that is talked to over its standard streams. */
  openExec(id: string, command: readonly string[], options?: ExecOptions): Promise<ExecStream>;
  /** Resolves with the exit code when the container has stopped. */
  wait(id: string, options?: CallOptions): Promise<number>;
  /** Attaches to the output of a created container before it is started; ends with the container. */
  attachOutput(id: string, options?: CallOptions): Promise<OutputStream>;
  /** Unpacks a tar below `path`, also in a container that does not run. */
  putArchive(id: string, path: string, tar: Readable | Buffer): Promise<void>;
}

export interface LogOptions extends CallOptions {
  /** Last so many lines; absent: all. */
  readonly tail?: number;
  readonly follow?: boolean;
  /** Milliseconds since 1970. */
  readonly since?: number;
}

export interface LogLine {
  readonly stream: 'stdout' | 'stderr';
  /** Milliseconds since 1970, from the engine; undefined where it gave none. */
  readonly at?: number;
  /** Without the line end; invalid UTF-8 replaced; at most 1 MiB, longer lines are cut there. */
  readonly text: string;
}

export interface ExecOptions extends CallOptions {
  readonly user?: string;
  readonly timeoutMs?: number;
}

export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ExecStream {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Settles when the stream is over, however that came about. */
  readonly closed: Promise<void>;
  close(): void;
}

export interface OutputStream {
  readonly lines: AsyncIterable<LogLine>;
  close(): void;
}

export interface ContainerSummary {
  readonly id: string;
  /** Without the leading slash. */
  readonly name: string;
  /** Engine ID of its image (`ImageID` of the API, not the tag). */
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly state: string;
  readonly createdAt: number;
  readonly ports: readonly PublishedPort[];
}

export interface PublishedPort {
  readonly containerPort: number;
  readonly hostPort?: number;
  readonly hostAddress?: string;
  readonly protocol: string;
}

export interface ContainerState {
  readonly id: string;
  readonly name: string;
  /** Engine ID of its image. */
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly status: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
  readonly running: boolean;
  readonly pid: number;
  readonly exitCode: number;
  readonly oomKilled: boolean;
  /** The engine's reason when it could not be started; empty otherwise. */
  readonly error: string;
  readonly restartCount: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  /** Docker's own health check; undefined where the image has none. */
  readonly health?: {
    readonly status: 'starting' | 'healthy' | 'unhealthy';
    readonly log: readonly string[];
  };
  /** By network name. */
  readonly addresses: Readonly<Record<string, string>>;
  readonly ports: readonly PublishedPort[];
  readonly mounts: readonly {
    readonly type: string;
    readonly name?: string;
    readonly source: string;
    readonly target: string;
    readonly readOnly: boolean;
  }[];
  readonly environment: readonly string[];
}

export interface EngineImages {
  /** Which image every tag points to, in one request. */
  tags(): Promise<ReadonlyMap<string, string>>;
  /** By tag, reference or engine ID; undefined when the engine has none. */
  inspect(reference: string): Promise<EngineImage | undefined>;
  /** Points `repository:tag` at an image. Callers check first that nothing else has it. */
  tag(id: string, repository: string, tag: string): Promise<void>;
  /** Removes one tag; the image goes with its last one unless a container uses it. Not an error when it is gone. */
  removeTag(reference: string): Promise<void>;
  /** Removes an image by ID without force. Not an error when it is gone. */
  remove(id: string): Promise<void>;
  list(labels: LabelsAsked): Promise<readonly EngineImage[]>;
  /** All images, whatever their labels, without what only an inspection knows: one call. */
  summaries(): Promise<readonly ImageSummary[]>;
  /** Oldest first; at least one entry for each layer, where the image says how it was made. */
  history(id: string): Promise<readonly ImageStep[]>;
  pull(reference: string, options: PullOptions): Promise<EngineImage>;
  /** The `docker save` stream of one image. */
  save(id: string, options?: CallOptions): Promise<Readable>;
  load(tar: Readable, options?: CallOptions): Promise<void>;
  /** Reads the portable identity; on a containerd store from the image's own manifest. */
  identity(id: string): Promise<ImageIdentity>;
  build(context: Readable, request: BuildRequest, options: BuildOptions): Promise<EngineImage>;
}

export interface EngineImage {
  /** The engine's own ID (`sha256:…`). */
  readonly id: string;
  readonly tags: readonly string[];
  readonly repoDigests: readonly string[];
  readonly layers: readonly string[];
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly sizeBytes: number;
  readonly labels: Readonly<Record<string, string>>;
  /** TCP ports of `EXPOSE`, ascending. */
  readonly exposedPorts: readonly number[];
  readonly hasHealthcheck: boolean;
  readonly user: string;
  readonly environment: readonly string[];
  /** Paths of `VOLUME`. */
  readonly volumes: readonly string[];
  /** What containers run that do not say otherwise. */
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly workingDir?: string;
  readonly stopSignal?: string;
}

export interface RegistryCredentials {
  readonly username?: string;
  readonly password?: string;
  readonly identityToken?: string;
  readonly serverAddress?: string;
}

export interface PullOptions extends CallOptions {
  readonly platform?: string;
  readonly credentials?: RegistryCredentials;
  readonly onProgress?: (progress: PullProgress) => void;
}

export interface PullProgress {
  readonly text: string;
  readonly currentBytes?: number;
  readonly totalBytes?: number;
}

export interface BuildRequest {
  /** Path inside the context. */
  readonly dockerfile: string;
  /** What it says, where the caller knows: a failure can then name the line. */
  readonly dockerfileText?: string;
  readonly args: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly platform?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Ask the registry for newer bases even when the engine has some. Default false. */
  readonly pull?: boolean;
  readonly noCache?: boolean;
  /** `RUN` network: `default`, `none`, `host`. */
  readonly network?: string;
  /** By registry host; sent so that private bases can be pulled. */
  readonly credentials?: Readonly<Record<string, RegistryCredentials>>;
}

export interface BuildOptions extends CallOptions {
  readonly onProgress: (progress: BuildProgress) => void;
}

export interface EngineVolumes {
  inspect(name: string): Promise<EngineVolume | undefined>;
  /** Returns the existing volume when there is one of that name, as the engine does. */
  create(name: string, labels: Readonly<Record<string, string>>): Promise<EngineVolume>;
  list(labels: LabelsAsked): Promise<readonly EngineVolume[]>;
  /** Not an error when it is gone. */
  remove(name: string): Promise<void>;
}

export interface EngineVolume {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}
