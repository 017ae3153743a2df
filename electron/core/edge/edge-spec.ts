import { createHash } from 'node:crypto';
import type { ContainerSpec } from '../engine/container-spec.ts';
import { LABEL } from '../engine/labels.ts';
import type { EdgeSpec } from './edge.ts';
import { colourConfigFile, EDGE_CONFIG_FILE, EDGE_DIRECTORY } from './edge-files.ts';

type Place = Pick<EdgeSpec, 'app' | 'environment'>;

export function edgeName({ app, environment }: Place): string {
  return `twinberth-${app}-${environment}-edge`;
}

/** The edge's volume has the name of its container. */
export const edgeVolumeName = edgeName;

/** Raised when edges that an older Twinberth made cannot be worked with any more and must be replaced. */
const EDGE_LAYOUT = 1;

/**
 * sha256 (hex) over everything that a running edge cannot change; another hash means another container, hence an
 * interruption. A new Twinberth that writes its files differently is no reason for one, so their text is not part of it.
 */
export function edgeSpecHash(spec: EdgeSpec): string {
  const { app, environment, mode, port, publish, image, config, healthTimeoutMs, network, address } = spec;
  const facts = [app, environment, mode, port, publish?.address ?? '', publish?.port ?? 0, image];
  const rest = [config.maxConnections, healthTimeoutMs, network, address];
  return createHash('sha256')
    .update(JSON.stringify([EDGE_LAYOUT, ...facts, ...rest]))
    .digest('hex');
}

/**
 * One HAProxy process without a master: nothing is ever reloaded, and a master would double the memory. Its root is read-only
 * and it has no capability; an unprivileged process may listen on any port of a container's own network.
 *
 * @param labels the labels that everything of ours carries, with the role `edge`
 */
export function edgeContainerSpec(spec: EdgeSpec, labels: Readonly<Record<string, string>>): ContainerSpec {
  const files = [EDGE_CONFIG_FILE, colourConfigFile('blue'), colourConfigFile('green')];
  const nofile = fileLimit(spec.config.maxConnections);
  return {
    name: edgeName(spec),
    image: spec.image,
    labels,
    // Not the image's own entry point: the official image's would add a master process.
    entrypoint: ['haproxy'],
    command: ['-db', ...files.flatMap((file) => ['-f', file])],
    // HAProxy's soft stop: listeners close at once, what is being answered may finish within the stop's grace.
    stopSignal: 'SIGUSR1',
    readOnlyRoot: true,
    mounts: [{ kind: 'volume', source: edgeVolumeName(spec), target: EDGE_DIRECTORY, readOnly: false }],
    network: { name: spec.network, address: spec.address, aliases: [spec.app] },
    ...(spec.publish
      ? {
          publish: [
            {
              containerPort: spec.port,
              hostPort: spec.publish.port,
              ...(spec.publish.address === undefined ? {} : { hostAddress: spec.publish.address }),
            },
          ],
        }
      : {}),
    restart: 'always',
    capDrop: ['ALL'],
    ulimits: [{ name: 'nofile', soft: nofile, hard: nofile }],
    logRotation: { maxBytes: 1024 * 1024, maxFiles: 2 },
  };
}

/** Labels of the edge container besides those that everything of ours carries. */
export function edgeLabels(spec: EdgeSpec): Readonly<Record<string, string>> {
  return {
    [LABEL.role]: 'edge',
    [LABEL.app]: spec.app,
    [LABEL.env]: spec.environment,
    [LABEL.specHash]: edgeSpecHash(spec),
  };
}

/** Two for each connection, and some for listeners, checks, threads and the Runtime API. */
function fileLimit(maxConnections: number): number {
  return 2 * maxConnections + 1024;
}
