import type { Duplex } from 'node:stream';
import type { RequestSubject } from '../http/engine-request.ts';
import { explainFault } from '../http/explain-fault.ts';

/**
 * What arrives on a hijacked connection, until the engine closes it or we do. Throws the signal's reason when that ended
 * it, else a Failure when the connection broke. Leaving the iteration destroys the connection.
 */
export async function* socketChunks(
  socket: Duplex,
  endpoint: string,
  about: RequestSubject,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer, void, undefined> {
  try {
    for await (const chunk of socket) yield chunk as Buffer;
  } catch (error) {
    signal?.throwIfAborted();
    // Our own close, without a reason: an end like any other.
    if (socket.destroyed && socket.errored === null) return;
    throw explainFault(error, endpoint, about);
  }
}
