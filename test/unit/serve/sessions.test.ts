import { beforeEach, expect, test } from 'vitest';
import { createSessions, type Sessions } from '../../../electron/serve/sessions.ts';

let now: number;
let sessions: Sessions;

beforeEach(() => {
  now = 0;
  let made = 0;
  sessions = createSessions({
    token: 'right',
    makeSecret: () => `secret-${(made += 1)}`,
    clock: { ticks: () => now },
    max: 2,
    idleMs: 1000,
  });
});

test('only the token begins one', () => {
  expect(sessions.begin('wrong')).toBe('wrong-token');
  expect(sessions.begin('')).toBe('wrong-token');
  expect(sessions.begin('right')).toEqual({ secret: 'secret-1' });
});

test('the token is good again and again, each time for another', () => {
  sessions.begin('right');
  sessions.begin('right');
  expect(sessions.find('secret-1')).not.toBe(sessions.find('secret-2'));
  expect(sessions.find('secret-1')).toBeDefined();
});

test('is found by its secret and by nothing else', () => {
  sessions.begin('right');
  expect(sessions.find('secret-1')).toBeDefined();
  expect(sessions.find('right')).toBeUndefined();
  expect(sessions.find('')).toBeUndefined();
  expect(sessions.find(undefined)).toBeUndefined();
});

test('is forgotten when it was not used for long, unless it has a connection', () => {
  sessions.begin('right');
  sessions.begin('right');
  const connected = sessions.find('secret-2');
  if (connected) connected.connections = 1;
  now = 900;
  expect(sessions.find('secret-1')).toBeDefined();
  now = 1901;
  expect(sessions.find('secret-1')).toBeUndefined();
  expect(sessions.find('secret-2')).toBeDefined();
});

test('one too many takes the place of the one that was not used for longest, and of none that is in use', () => {
  sessions.begin('right');
  now = 1;
  sessions.begin('right');
  now = 2;
  sessions.find('secret-1');
  sessions.begin('right');
  expect(sessions.find('secret-2')).toBeUndefined();
  for (const secret of ['secret-1', 'secret-3']) {
    const session = sessions.find(secret);
    if (session) session.connections = 1;
  }
  expect(sessions.begin('right')).toBe('too-many');
  expect(sessions.find('secret-1')).toBeDefined();
});
