import type { PlacementConfig } from '../../../../shared/model/app-config.ts';
import type { Colour } from '../../../../shared/model/colour.ts';
import type { Release } from '../../../../shared/model/release.ts';
import type { ContainerSpec } from '../../engine/container-spec.ts';
import { LABEL } from '../../engine/labels.ts';
import { hashOf } from './config-hash.ts';
import { ownLabels, replicaName, volumeName } from './engine-names.ts';

export interface ReplicaRequest {
  readonly config: PlacementConfig;
  readonly release: Release;
  /** Engine ID on the host. */
  readonly image: string;
  readonly environment: string;
  /** Host name. */
  readonly host: string;
  readonly colour: Colour;
  readonly replica: number;
  readonly deployment: string;
  readonly network: string;
  readonly address: string;
  readonly owner: string;
  readonly run?: string;
  /** Text of the label that a lost history is rebuilt from; not part of the spec's hash. Absent where only the spec's shape is wanted. */
  readonly record?: string;
  /** Resolved values; absent where only the spec's shape is wanted. */
  readonly variables: ReadonlyMap<string, string>;
}

/** Docker's own default keeps one log file that grows for ever; a home server's disk is not that large. */
const LOG_ROTATION = { maxBytes: 10 * 1024 * 1024, maxFiles: 3 };

/** The container of one replica. Never log it: resolved secrets are in its variables. */
export function replicaSpec(request: ReplicaRequest): ContainerSpec {
  const { config, release, colour, replica, environment } = request;
  return {
    name: replicaName(release.app, environment, colour, replica),
    image: request.image,
    labels: labelsOf(request),
    environment: [...request.variables].map(([name, value]) => `${name}=${value}`),
    mounts: config.volumes.map((volume) => ({
      kind: volume.kind,
      source: volume.kind === 'volume' ? volumeName(release.app, environment, volume.source) : volume.source,
      target: volume.target,
      readOnly: volume.readOnly,
    })),
    tmpfs: config.tmpfs,
    readOnlyRoot: config.readOnly,
    init: config.init,
    capAdd: config.capAdd,
    capDrop: config.capDrop,
    extraHosts: config.extraHosts,
    network: { name: request.network, address: request.address },
    // Turned on once the replica is ready, see wait-ready.ts.
    restart: 'no',
    logRotation: LOG_ROTATION,
    ...(config.command === undefined ? {} : { command: config.command }),
    ...(config.entrypoint === undefined ? {} : { entrypoint: config.entrypoint }),
    ...(config.user === undefined ? {} : { user: config.user }),
    ...(config.workingDir === undefined ? {} : { workingDir: config.workingDir }),
    ...(config.stopSignal === undefined ? {} : { stopSignal: config.stopSignal }),
    ...(config.memory === undefined ? {} : { memoryBytes: config.memory }),
    ...(config.cpus === undefined ? {} : { cpus: config.cpus }),
    ...(config.pids === undefined ? {} : { pids: config.pids }),
  };
}

function labelsOf(request: ReplicaRequest): Record<string, string> {
  const { config, release, colour, replica, deployment, environment, host, owner, run, record } = request;
  return {
    ...config.labels,
    ...ownLabels({
      owner,
      role: 'replica',
      host,
      environment,
      app: release.app,
      ...(run === undefined ? {} : { run }),
    }),
    [LABEL.colour]: colour,
    [LABEL.replica]: String(replica),
    [LABEL.deployment]: deployment,
    [LABEL.release]: `v${release.version}`,
    // Over the references, not the values: a secret must not be guessable from a label.
    [LABEL.specHash]: hashOf({ config, image: release.identity.configDigest }),
    ...(record === undefined ? {} : { [LABEL.record]: record }),
  };
}
