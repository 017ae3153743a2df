import type { PlacementConfig } from '../../../../shared/model/app-config.ts';
import type { EdgeSpec } from '../../edge/edge.ts';
import { networkName } from './engine-names.ts';
import { Failure } from '../../runtime/failure.ts';

/** The edge that a configuration asks for. `image` is an engine ID, `config.port` must be known. */
export function buildEdgeSpec(request: {
  readonly app: string;
  readonly environment: string;
  readonly config: PlacementConfig;
  readonly image: string;
  readonly address: string;
}): EdgeSpec {
  const { app, environment, config, image, address } = request;
  if (config.port === undefined)
    throw new Failure('internal', `the port of ${app} in ${environment} was not resolved`);
  return {
    app,
    environment,
    mode: config.mode,
    port: config.port,
    image,
    config: config.edge,
    healthTimeoutMs: config.health.timeoutMs,
    network: networkName(environment),
    address,
    ...(config.publish === undefined ? {} : { publish: config.publish }),
  };
}

/** What of an edge differs between two configurations, in words; empty when the running edge will do. */
export function edgeChanges(before: PlacementConfig | undefined, after: PlacementConfig): readonly string[] {
  if (before === undefined) return [];
  const parts: readonly (readonly [string, string, string])[] = [
    ['published port', publishText(before), publishText(after)],
    ['port', String(before.port), String(after.port)],
    ['mode', before.mode, after.mode],
    ['edge image', before.edge.image, after.edge.image],
    ['most connections', String(before.edge.maxConnections), String(after.edge.maxConnections)],
    ['health timeout', `${before.health.timeoutMs} ms`, `${after.health.timeoutMs} ms`],
  ];
  return parts
    .filter(([, old, now]) => old !== now)
    .map(([what, old, now]) => `${what} ${old} becomes ${now}`);
}

function publishText({ publish }: PlacementConfig): string {
  if (publish === undefined) return 'none';
  return publish.address === undefined ? String(publish.port) : `${publish.address}:${publish.port}`;
}
