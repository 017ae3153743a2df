import { expect, test } from 'vitest';
import { createEventFeed } from '../../../electron/core/house/event-feed.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import type { NumberedEvent } from '../../../shared/contract/events.ts';

const WRITTEN = { type: 'history.changed' } as const;
const REMOVED = { type: 'placement.removed', key: 'a' } as const;

function keep() {
  const events: NumberedEvent[] = [];
  const said = () => events.map(({ seq, event }) => `${seq} ${event.type}`);
  return { listener: (event: NumberedEvent) => void events.push(event), said };
}

test('events are numbered from 1, and told to everybody until they leave', () => {
  const feed = createEventFeed(silentLog);
  const [one, other] = [keep(), keep()];
  feed.subscribe(one.listener);
  const leave = feed.subscribe(other.listener);
  feed.emit(WRITTEN);
  leave();
  feed.emit(REMOVED);
  expect(one.said()).toEqual(['1 history.changed', '2 placement.removed']);
  expect(other.said()).toEqual(['1 history.changed']);
  expect(feed.seq).toBe(2);
});

test('what a listener brings about comes after what it was told, for the others too', () => {
  const feed = createEventFeed(silentLog);
  const last = keep();
  feed.subscribe(({ event }) => {
    if (event.type === 'history.changed') feed.emit(REMOVED);
  });
  feed.subscribe(last.listener);
  feed.emit(WRITTEN);
  expect(last.said()).toEqual(['1 history.changed', '2 placement.removed']);
});

test('what is told together is not parted by what a listener brings about', () => {
  const feed = createEventFeed(silentLog);
  const last = keep();
  let once = true;
  feed.subscribe(() => {
    if (once) feed.emit(WRITTEN);
    once = false;
  });
  feed.subscribe(last.listener);
  feed.emit(REMOVED, REMOVED);
  expect(last.said()).toEqual(['1 placement.removed', '2 placement.removed', '3 history.changed']);
});

test('a listener that fails keeps nothing from the others', () => {
  const feed = createEventFeed(silentLog);
  const last = keep();
  feed.subscribe(() => {
    throw new Error('out of order');
  });
  feed.subscribe(last.listener);
  feed.emit(WRITTEN);
  feed.emit(WRITTEN);
  expect(last.said()).toEqual(['1 history.changed', '2 history.changed']);
});
