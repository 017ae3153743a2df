import { z } from 'zod';
import type { Engine } from '../../electron/core/engine/engine.ts';
import { engineMust } from '../support/engine/engine-call.mjs';

/** A service of one replica in a swarm of one node, with a client beside it in the same overlay network. */
export interface SwarmService {
  /** Name of the network, in which containers can be put. */
  readonly network: string;
  readonly name: string;
  /** `docker service update --image`; resolves when the engine says that it is completed. */
  update(image: string): Promise<void>;
  /** `docker service rollback`, likewise. */
  rollback(): Promise<void>;
  /** Takes the engine out of swarm mode again. */
  remove(): Promise<void>;
}

const NAME = 'bench';
/** The network that swarm mode makes by itself and leaves behind. */
const GATEWAY_NETWORK = 'docker_gwbridge';
const LOOK_AGAIN_MS = 20;

/**
 * Switches an engine to swarm mode and starts the image as a service. The service is asked for by its name and not at a
 * published port, since the routing mesh needs kernel modules that not every machine has.
 */
export async function startSwarmService(
  engine: Engine,
  image: string,
  sleep: (ms: number) => Promise<void>,
): Promise<SwarmService> {
  const { endpoint } = engine;
  const hadGateway = (await engine.networks.inspect(GATEWAY_NETWORK)) !== undefined;
  const leave = async (): Promise<void> => {
    await engineMust(endpoint, 'POST', '/swarm/leave?force=true');
    if (!hadGateway) await removeWhenUnused(GATEWAY_NETWORK);
  };
  const removeWhenUnused = async (network: string): Promise<void> => {
    const found = await engine.networks.inspect(network);
    if (found !== undefined) await engine.networks.remove(found.id);
  };
  await engineMust(endpoint, 'POST', '/swarm/init', {
    body: { ListenAddr: '127.0.0.1:2377', AdvertiseAddr: '127.0.0.1:2377', Spec: {} },
  });
  try {
    await engineMust(endpoint, 'POST', '/networks/create', {
      body: { Name: NAME, Driver: 'overlay', Attachable: true },
    });
    await engineMust(endpoint, 'POST', '/services/create', { body: serviceSpec(image) });
  } catch (error) {
    await leave();
    throw error;
  }

  const inspect = async () => service.parse(await engineMust(endpoint, 'GET', `/services/${NAME}`));
  const change = async (query: string, spec: unknown, completed: string): Promise<void> => {
    const { Version } = await inspect();
    const path = `/services/${NAME}/update?version=${Version.Index}${query}`;
    await engineMust(endpoint, 'POST', path, { body: spec });
    for (;;) {
      const { UpdateStatus } = await inspect();
      if (UpdateStatus?.State === completed) return;
      if (/paused/.test(UpdateStatus?.State ?? ''))
        throw new Error(`the service got stuck: ${UpdateStatus?.Message}`);
      await sleep(LOOK_AGAIN_MS);
    }
  };
  return {
    network: NAME,
    name: NAME,
    update: (next) => change('', serviceSpec(next), 'completed'),
    rollback: async () => change('&rollback=previous', (await inspect()).Spec, 'rollback_completed'),
    async remove() {
      await engineMust(endpoint, 'DELETE', `/services/${NAME}`);
      await leave();
    },
  };
}

const service = z.object({
  Version: z.object({ Index: z.number() }),
  Spec: z.record(z.string(), z.unknown()),
  UpdateStatus: z.object({ State: z.string(), Message: z.string() }).partial().optional(),
});

const SECOND_NS = 1e9;

/** What somebody would ask for who wants no interruption; every other value is Docker's own. */
function serviceSpec(image: string): object {
  return {
    Name: NAME,
    Mode: { Replicated: { Replicas: 1 } },
    EndpointSpec: { Mode: 'dnsrr' },
    UpdateConfig: { Order: 'start-first', Parallelism: 1, Monitor: 5 * SECOND_NS },
    RollbackConfig: { Order: 'start-first', Parallelism: 1, Monitor: 5 * SECOND_NS },
    TaskTemplate: {
      Networks: [{ Target: NAME }],
      ContainerSpec: {
        Image: image,
        Healthcheck: {
          Test: ['CMD', 'wget', '-q', '-O', '/dev/null', 'http://127.0.0.1:8080/healthz'],
          Interval: SECOND_NS,
          Timeout: SECOND_NS,
          Retries: 3,
        },
      },
    },
  };
}
