import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** An edge without a server for a connection closes it at once; one that is still open after so long was accepted, milliseconds. */
const ACCEPTED_AFTER_MS = 100;

/** Connects and resolves when the connection brought data or stayed open; rejects with the reason otherwise. */
export async function tcpProbe(open: () => Promise<Duplex>, signal: AbortSignal): Promise<void> {
  const stream = await open();
  try {
    await new Promise<void>((resolve, reject) => {
      const accepted = setTimeout(resolve, ACCEPTED_AFTER_MS);
      const refuse = (reason: string) => () => {
        clearTimeout(accepted);
        reject(new Error(reason));
      };
      stream.once('data', () => {
        clearTimeout(accepted);
        resolve();
      });
      stream.once('error', (error) => refuse(error.message)());
      stream.once('end', refuse('the connection was closed at once'));
      stream.once('close', refuse('the connection was closed at once'));
      signal.addEventListener('abort', refuse('no answer in time'), { once: true });
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
