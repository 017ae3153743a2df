import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { NoAnswer } from './no-answer.ts';

/**
 * Resolves when a connection brought data, or is still open after `acceptedAfterMs`: an edge that has no server for it closes
 * it at once. (One whose server does not answer is only closed after HAProxy's retries, which this does not wait for.)
 * Rejects with the reason otherwise.
 */
export async function tcpProbe(stream: Duplex, acceptedAfterMs: number, signal: AbortSignal): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      const accepted = setTimeout(resolve, acceptedAfterMs);
      const refuse = (reason: string): void => {
        clearTimeout(accepted);
        reject(new NoAnswer(reason, true));
      };
      stream.once('data', () => {
        clearTimeout(accepted);
        resolve();
      });
      stream.once('error', (error) => refuse(error.message));
      stream.once('close', () => refuse('the connection was closed at once'));
      stream.once('end', () => refuse('the connection was closed at once'));
      signal.addEventListener('abort', () => refuse('no answer in time'), { once: true });
    });
  } finally {
    stream.on('error', () => undefined);
    stream.destroy();
  }
}

/** A TCP connection from this machine. */
export function openTcp(host: string, port: number, signal: AbortSignal): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, signal });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
