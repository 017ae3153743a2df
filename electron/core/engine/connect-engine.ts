import type { Endpoint } from '../../../shared/model/host.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import { containerOperations } from './containers/container-operations.ts';
import { readDiskUsage, removeBuilderRecord } from './disk-usage.ts';
import type { EngineConnection } from './engine-connection.ts';
import type { Engine } from './engine.ts';
import { readPastEvents } from './events/read-past-events.ts';
import { watchEvents } from './events/watch-events.ts';
import type { EngineHttp } from './http/engine-http.ts';
import { createEngineHttp } from './http/engine-http.ts';
import type { Transport } from './http/transport.ts';
import { createTransport } from './http/transport.ts';
import { imageOperations } from './images/image-operations.ts';
import { negotiateVersion } from './negotiate-version.ts';
import { networkOperations } from './networks/network-operations.ts';
import { readEngineInfo } from './read-engine-info.ts';
import { volumeOperations } from './volumes/volume-operations.ts';

/**
 * Says hello to an engine and returns it. One round trip (two for an engine newer than this code). Rejects with
 * `engine.unreachable`, `permission`, `engine.version`, `engine.timeout`, `engine.failed`, `disk.read` (TLS files).
 */
export async function connectEngine(
  endpoint: Endpoint,
  deps: { readonly clock: Clock; readonly log: Log },
): Promise<Engine> {
  const transport = await createTransport(endpoint);
  try {
    const connection = await agree(transport, deps);
    return engineOf(connection);
  } catch (error) {
    transport.close();
    throw error;
  }
}

async function agree(
  transport: Transport,
  deps: { readonly clock: Clock; readonly log: Log },
): Promise<EngineConnection> {
  const agreed = await negotiateVersion(createEngineHttp(transport, undefined), transport.endpoint);
  deps.log.debug('connected to an engine', { endpoint: transport.endpoint, ...agreed });
  const http: EngineHttp = createEngineHttp(transport, agreed.apiVersion);
  let imageStore: ReturnType<EngineConnection['imageStore']> | undefined;
  return {
    ...deps,
    ...agreed,
    endpoint: transport.endpoint,
    http,
    info: () => readEngineInfo(http, agreed),
    imageStore: () => {
      imageStore ??= readEngineInfo(http, agreed).then(
        (info) => info.imageStore,
        (error: unknown) => {
          imageStore = undefined;
          throw error;
        },
      );
      return imageStore;
    },
  };
}

function engineOf(connection: EngineConnection): Engine {
  const watchers = new Set<() => void>();
  return {
    endpoint: connection.endpoint,
    info: () => connection.info(),
    containers: containerOperations(connection),
    images: imageOperations(connection),
    networks: networkOperations(connection),
    volumes: volumeOperations(connection),
    diskUsage: () => readDiskUsage(connection),
    removeBuilderRecord: (id) => removeBuilderRecord(connection, id),
    watch: (listener, actions) => {
      const stop = watchEvents(connection, listener, actions);
      watchers.add(stop);
      return () => {
        watchers.delete(stop);
        stop();
      };
    },
    pastEvents: (since) => readPastEvents(connection, since),
    close: () => {
      for (const stop of watchers) stop();
      watchers.clear();
      connection.http.close();
    },
  };
}
