import { expect, test } from 'vitest';
import { parseEvent } from '../../../electron/core/engine/events/parse-event.ts';

const event = (action: string, more: object = {}) =>
  parseEvent(JSON.stringify({ Type: 'container', Action: action, Actor: { ID: 'abc' }, time: 17, ...more }));

test('API 1.52 has no legacy fields, and older ones are not read', () => {
  expect(event('start')).toEqual({
    kind: 'container',
    action: 'start',
    id: 'abc',
    attributes: {},
    at: 17_000,
  });
  expect(parseEvent('{"status":"start","id":"abc","from":"x","time":1}')).toBeUndefined();
});

test('the finer time counts where there is one', () => {
  expect(event('start', { timeNano: 17_123_456_789 })?.at).toBe(17_123);
});

test.each([
  ['health_status: healthy', 'health_status', 'healthy'],
  ['health_status: unhealthy', 'health_status', 'unhealthy'],
  ['exec_start: sh -c "a: b"', 'exec_start', 'sh -c "a: b"'],
])('%s is an action and a value', (word, action, value) => {
  expect(event(word)).toMatchObject({ action, value });
});

test('the health of Podman stands among the attributes', () => {
  const actor = { Actor: { ID: 'abc', Attributes: { health_status: 'healthy' } } };
  expect(event('health_status', actor)).toMatchObject({ action: 'health_status', value: 'healthy' });
});

test('Podman says died', () => {
  expect(event('died')?.action).toBe('die');
});

test.each(['', 'null', '[]', '{"Type":"secret","Action":"create"}', '{"Type":"container","Actor":null}'])(
  '%s is not an event',
  (line) => {
    expect(parseEvent(line)).toBeUndefined();
  },
);
