import type { StoreApi } from 'zustand';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { NumberedEvent } from '../../shared/contract/events.ts';
import { applyEvents } from './apply-events.ts';
import { takeSnapshot, type HouseState } from './house-state.ts';

/** While a window is hidden no frames come; its store still follows, in bigger steps. */
const HIDDEN_FLUSH_MS = 1000;
/** After a snapshot that was refused. */
const RETRY_MS = 2000;

/**
 * Keeps the store what the house is: subscribes, takes a snapshot, applies events, and takes a new snapshot when events are
 * missing. Events are applied once per frame. Returns its disposer.
 */
export function connectHouse(bridge: Bridge, store: StoreApi<HouseState>): () => void {
  let waiting: NumberedEvent[] = [];
  let asking = false;
  let again = false;
  let connected = false;
  let closed = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let cancelFlush: (() => void) | undefined;

  const refresh = async (): Promise<void> => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    clearTimeout(retry);
    const reply = await bridge.call('house.get', {});
    asking = false;
    if (closed) return;
    if (reply.ok) {
      const { value } = reply;
      store.setState((state) => takeSnapshot(state, value), true);
      waiting = waiting.filter(({ seq }) => seq > value.seq);
      if (connected) flushSoon();
      else goStale();
    } else if (connected) {
      if (store.getState().link.state === 'connecting')
        store.setState({ link: { state: 'failed', problem: reply.error } });
      retry = setTimeout(() => void refresh(), RETRY_MS);
    }
    if (again) {
      again = false;
      void refresh();
    }
  };

  const goStale = (): void => {
    if (store.getState().link.state === 'live')
      store.setState({ link: { state: 'stale', since: Date.now() } });
  };

  const flush = (): void => {
    cancelFlush = undefined;
    if (asking || waiting.length === 0) return;
    const { seq } = store.getState();
    const fresh = waiting.filter((event) => event.seq > seq);
    waiting = [];
    const last = fresh.at(-1);
    if (last === undefined) return;
    const whole = fresh.every((event, index) => event.seq === seq + 1 + index);
    if (!whole) {
      void refresh();
      return;
    }
    store.setState((state) => ({
      ...applyEvents(
        state,
        fresh.map(({ event }) => event),
      ),
      seq: last.seq,
    }));
  };

  const flushSoon = (): void => {
    cancelFlush ??= onNextFrame(flush);
  };

  const unsubscribe = bridge.subscribe({
    event: (event) => {
      waiting.push(event);
      flushSoon();
    },
    connected: (now) => {
      connected = now;
      if (now) void refresh();
      else goStale();
    },
  });

  return () => {
    closed = true;
    unsubscribe();
    cancelFlush?.();
    clearTimeout(retry);
  };
}

function onNextFrame(work: () => void): () => void {
  if (document.visibilityState === 'visible') {
    const frame = requestAnimationFrame(work);
    return () => {
      cancelAnimationFrame(frame);
    };
  }
  const timer = setTimeout(work, HIDDEN_FLUSH_MS);
  return () => {
    clearTimeout(timer);
  };
}
