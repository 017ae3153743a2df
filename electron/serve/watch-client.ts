import type { WebSocket } from 'ws';
import type { Outbox } from './outbox.ts';
import type { ServerLimits } from './server-limits.ts';

/** Notes signs of life of one client. */
export interface ClientWatch {
  /** It sent something. */
  heard(): void;
  /** It took something of what we sent. */
  took(): void;
  dispose(): void;
}

/**
 * Beats, and cuts off a client that shows no life for some beats in a row. What it takes counts only while much waits for it:
 * the system takes small messages for a machine that is long gone, too.
 */
export function watchClient(
  socket: WebSocket,
  outbox: Outbox,
  limits: Pick<ServerLimits, 'beatMs' | 'missedBeats'>,
): ClientWatch {
  let heard = true;
  let took = false;
  let backlog = false;
  let missed = 0;
  const timer = setInterval(() => {
    missed = heard || (backlog && took) ? 0 : missed + 1;
    heard = took = false;
    backlog = outbox.waiting() > 0;
    if (missed >= limits.missedBeats) {
      socket.terminate();
    } else if (!backlog) {
      socket.ping();
      outbox.send({ type: 'beat' });
    }
  }, limits.beatMs);
  return {
    heard: () => {
      heard = true;
    },
    took: () => {
      took = true;
    },
    dispose: () => clearInterval(timer),
  };
}
