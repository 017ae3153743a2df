import type { NumberedEvent } from '../../shared/contract/events.ts';

/** Events on their way to one client, while it is not ready for them. */
export interface FeedQueue {
  add(event: NumberedEvent): void;
  /** All of them, in order; the queue is empty then. */
  take(): readonly NumberedEvent[];
  readonly size: number;
}

/**
 * Keeps at most `most` events. With more, all go but the newest: its number shows the client that others are missing, and the
 * new snapshot that it then takes is worth more than a long list of old changes.
 */
export function createFeedQueue(most: number): FeedQueue {
  let events: NumberedEvent[] = [];
  return {
    add: (event) => {
      if (events.length >= most) events = [];
      events.push(event);
    },
    take: () => {
      const taken = events;
      events = [];
      return taken;
    },
    get size() {
      return events.length;
    },
  };
}
