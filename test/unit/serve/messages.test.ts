import { describe, expect, test } from 'vitest';
import type { NumberedEvent } from '../../../shared/contract/events.ts';
import { parseClientMessage } from '../../../electron/serve/client-message.ts';
import { readCookie, sessionCookie, sessionCookieName } from '../../../electron/serve/cookies.ts';
import { createFeedQueue } from '../../../electron/serve/feed-queue.ts';

describe('a message of a client', () => {
  test.each([
    { type: 'call', id: 1, name: 'house.get', input: {} },
    { type: 'open', id: 2, name: 'logs.follow', input: { app: 'web', environment: 'prod' } },
    { type: 'ack', id: 2 },
    { type: 'close', id: 2 },
  ])('%j is taken', (message) => {
    expect(parseClientMessage(JSON.stringify(message))).toEqual(message);
  });

  test.each([
    '',
    'null',
    '[]',
    '{"type":"call"',
    '{"type":"shout","id":1}',
    '{"type":"call","id":0,"name":"house.get","input":{}}',
    '{"type":"call","id":1.5,"name":"house.get","input":{}}',
    '{"type":"call","id":"1","name":"house.get","input":{}}',
    '{"type":"call","id":1e300,"name":"house.get","input":{}}',
    '{"type":"call","id":1,"name":7,"input":{}}',
    '{"type":"call","id":1,"name":"","input":{}}',
    '{"type":"call","id":1,"name":"house.get","input":{},"more":1}',
    `{"type":"call","id":1,"name":"${'x'.repeat(65)}","input":{}}`,
    '{"type":"ack"}',
  ])('%s is not', (text) => {
    expect(parseClientMessage(text)).toBeUndefined();
  });
});

describe('events that wait for a slow client', () => {
  const event = (seq: number): NumberedEvent => ({ seq, event: { type: 'history.changed' } });
  const numbers = (events: readonly NumberedEvent[]) => events.map(({ seq }) => seq);

  test('come all and in order while there is room', () => {
    const queue = createFeedQueue(3);
    for (const seq of [1, 2, 3]) queue.add(event(seq));
    expect(numbers(queue.take())).toEqual([1, 2, 3]);
    expect(queue.size).toBe(0);
  });

  test('are dropped when there are too many, all but the newest, which shows the gap', () => {
    const queue = createFeedQueue(3);
    for (const seq of [1, 2, 3, 4]) queue.add(event(seq));
    expect(numbers(queue.take())).toEqual([4]);
    for (let seq = 5; seq <= 100; seq += 1) queue.add(event(seq));
    const kept = numbers(queue.take());
    expect(kept.length).toBeLessThanOrEqual(3);
    expect(kept.at(-1)).toBe(100);
  });
});

describe('the cookie', () => {
  test('is out of reach for scripts and other sites, and under TLS for plain HTTP', () => {
    expect(sessionCookie(sessionCookieName(4870, false), 'abc', false)).toBe(
      'twinberth-4870=abc; Path=/; HttpOnly; SameSite=Strict',
    );
    expect(sessionCookie(sessionCookieName(4870, true), 'abc', true)).toBe(
      '__Host-twinberth-4870=abc; Path=/; HttpOnly; SameSite=Strict; Secure',
    );
  });

  test('is found among others by its whole name', () => {
    expect(readCookie('a=1; twinberth-4870=abc; b=2', 'twinberth-4870')).toBe('abc');
    expect(readCookie('twinberth-48=abc', 'twinberth-4870')).toBeUndefined();
    expect(readCookie('x-twinberth-4870=abc', 'twinberth-4870')).toBeUndefined();
    expect(readCookie(undefined, 'twinberth-4870')).toBeUndefined();
  });
});
