import { Duplex } from 'node:stream';
import type { Engine } from '../engine/engine.ts';

/** A connection to a port of the edge from within its own container, as a stream over an exec of `nc`. */
export async function connectInside(
  engine: Engine,
  containerId: string,
  port: number,
  signal?: AbortSignal,
): Promise<Duplex> {
  const stream = await engine.containers.openExec(containerId, ['nc', '127.0.0.1', String(port)], {
    user: '0',
    ...(signal === undefined ? {} : { signal }),
  });
  stream.stderr.resume();
  const duplex = Duplex.from({ readable: stream.stdout, writable: stream.stdin });
  duplex.once('close', () => stream.close());
  return duplex;
}
