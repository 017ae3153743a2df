import type { Endpoint } from '../../../shared/model/host.ts';
import type { HostsStore } from '../db/stores.ts';
import type { Engine } from '../engine/engine.ts';
import { Failure } from '../runtime/failure.ts';

/** One kept connection for each registered host, made when it is first needed. */
export interface EnginePool {
  /** By host id. A connection that failed is tried anew at the next call. */
  readonly engineOf: (host: string) => Promise<Engine>;
  readonly forget: (host: string) => void;
  readonly close: () => void;
}

export function createEnginePool(
  hosts: HostsStore,
  connect: (endpoint: Endpoint) => Promise<Engine>,
): EnginePool {
  const engines = new Map<string, Promise<Engine>>();
  const forget = (id: string): void => {
    const engine = engines.get(id);
    engines.delete(id);
    void engine?.then(
      (open) => open.close(),
      () => undefined,
    );
  };
  return {
    engineOf: (id) => {
      const known = engines.get(id);
      if (known !== undefined) return known;
      const host = hosts.get(id);
      if (host === undefined)
        return Promise.reject(new Failure('host.unknown', `Host ${id} is not registered any more.`));
      const engine = connect(host.endpoint);
      engines.set(id, engine);
      engine.catch(() => engines.delete(id));
      return engine;
    },
    forget,
    close: () => {
      for (const id of [...engines.keys()]) forget(id);
    },
  };
}
