import type { Publish } from '../../../shared/model/app-config.ts';
import type { Engine } from '../engine/engine.ts';
import { Failure } from '../runtime/failure.ts';
import { findListener } from './find-listener.ts';

/** Says who has a port: a container on the same engine, or a process where the engine runs, if that can be seen from here. */
export async function explainTakenPort(
  engine: Engine,
  publish: Publish,
  ownId: string | undefined,
  cause: Failure,
): Promise<Failure> {
  const { port } = publish;
  const containers = (await engine.containers.listPublishing(port)).filter(({ id }) => id !== ownId);
  const container = containers[0];
  if (container) {
    return taken(
      `The port ${port} is already published by the container ${container.name}. Stop it, or choose another "publish".`,
      {
        container: container.name,
      },
    );
  }
  const listener = engine.endpoint.startsWith('unix:') ? await findListener(port) : undefined;
  if (listener) {
    return taken(
      `The port ${port} is already used by ${listener.name} (process ${listener.pid}). Stop it, or choose another "publish".`,
      {
        process: listener.name,
        pid: listener.pid,
      },
    );
  }
  return taken(`The port ${port} is already in use on the host. Choose another "publish", or free it.`, {});

  function taken(message: string, who: Readonly<Record<string, unknown>>): Failure {
    return new Failure('port.taken', message, { ...cause.details, port, ...who }, { cause });
  }
}
