import type { WebSocket } from 'ws';
import type { NumberedEvent } from '../../shared/contract/events.ts';
import type { ServerMessage } from '../../shared/contract/wire.ts';
import { createFeedQueue } from './feed-queue.ts';
import type { ServerLimits } from './server-limits.ts';

/** What goes to one client. Answers always go; events wait while much is on its way, and are dropped rather than piled up. */
export interface Outbox {
  send(message: ServerMessage): void;
  announce(event: NumberedEvent): void;
  /** Bytes that the client has not taken yet. */
  waiting(): number;
}

/** @param onTaken called whenever the client has taken something */
export function createOutbox(
  socket: WebSocket,
  limits: Pick<ServerLimits, 'feedHighWater' | 'feedQueue'>,
  onTaken: () => void,
): Outbox {
  const queue = createFeedQueue(limits.feedQueue);
  let planned = false;

  const send = (message: ServerMessage): void => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(JSON.stringify(message), (error) => {
      if (error) return;
      onTaken();
      pump();
    });
  };
  const pump = (): void => {
    planned = false;
    if (queue.size === 0 || socket.bufferedAmount > limits.feedHighWater) return;
    send({ type: 'feed', events: queue.take() });
  };

  return {
    send,
    announce: (event) => {
      queue.add(event);
      // Events of one turn go in one message.
      if (!planned) setImmediate(pump);
      planned = true;
    },
    waiting: () => socket.bufferedAmount,
  };
}
