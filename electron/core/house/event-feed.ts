import type { HouseEvent, NumberedEvent } from '../../../shared/contract/events.ts';
import type { Log } from '../runtime/log.ts';

/** Numbers what happened and tells it to everybody, in the same order. */
export interface EventFeed {
  /** Number of the last event. */
  readonly seq: number;
  /** What is given together stays together, whatever listeners bring about on the way. */
  readonly emit: (...events: readonly HouseEvent[]) => void;
  subscribe(listener: (event: NumberedEvent) => void): () => void;
}

export function createEventFeed(log: Log): EventFeed {
  const listeners = new Set<(event: NumberedEvent) => void>();
  const waiting: NumberedEvent[] = [];
  let seq = 0;
  let telling = false;

  /** What a listener brings about is told after what it was just told, or the others would hear of it first. */
  const tell = (): void => {
    if (telling) return;
    telling = true;
    for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          log.warn('a listener of the house failed', { event: event.event.type, reason: String(error) });
        }
      }
    }
    telling = false;
  };

  return {
    get seq() {
      return seq;
    },
    emit: (...events) => {
      for (const event of events) {
        seq += 1;
        waiting.push({ seq, event });
      }
      tell();
    },
    subscribe: (listener) => {
      // A function of its own, so that whoever subscribes the same listener twice disposes of it twice.
      const own = (event: NumberedEvent) => listener(event);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}
