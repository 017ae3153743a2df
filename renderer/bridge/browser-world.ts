import { ENTER_PATH } from '../../shared/contract/wire.ts';
import type { WebSocketWorld } from './web-socket-world.ts';

/** A request that was not answered in this time is not answered at all. */
const STATUS_MS = 10_000;

export function browserWorld(): WebSocketWorld {
  return {
    origin: window.location.origin,
    openSocket: (url, protocol, handlers) => {
      const socket = new WebSocket(url, protocol);
      socket.addEventListener('message', ({ data }) => {
        handlers.message(String(data));
      });
      socket.addEventListener('close', handlers.closed, { once: true });
      return {
        send: (text) => {
          socket.send(text);
        },
        close: () => {
          socket.close();
        },
      };
    },
    askStatus: async (path) =>
      (await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(STATUS_MS) })).status,
    noSession: () => {
      window.location.replace(ENTER_PATH);
    },
    onWake: (listener) => {
      window.addEventListener('online', listener);
      document.addEventListener('visibilitychange', listener);
    },
  };
}
