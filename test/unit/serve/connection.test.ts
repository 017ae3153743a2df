import { afterEach, describe, expect, test, vi } from 'vitest';
import type { NumberedEvent } from '../../../shared/contract/events.ts';
import { openServer, type ServerForTests } from './open-server.ts';

// Megabytes go through real sockets, on whatever machine this is.
vi.setConfig({ testTimeout: 30_000 });

let at: ServerForTests;
afterEach(() => at.close());

const event = (seq: number, size = 0): NumberedEvent => ({
  seq,
  event: { type: 'placement.removed', key: 'x'.repeat(size) },
});

describe('a WebSocket is let in', () => {
  test('with a session and our origin, and is told where the core runs', async () => {
    at = await openServer();
    const client = await at.connect();
    expect(await client.hear('hello')).toEqual({
      type: 'hello',
      platform: { os: 'linux', version: '1.2.3' },
    });
  });

  test.each([
    ['a session that there is not', { cookie: 'twinberth=x' }, '401'],
    ['the origin of another page', { origin: 'https://evil.example' }, '403'],
    ['the origin of another port', { origin: 'http://127.0.0.1:1' }, '403'],
    ['no origin', { origin: '' }, '403'],
    ['the name of another host', { host: 'evil.example', origin: 'http://evil.example' }, '421'],
  ])('but not with %s', async (_what, headers, status) => {
    at = await openServer();
    await expect(at.connect(headers)).rejects.toThrow(status);
    expect(at.listeners()).toBe(0);
  });

  test('but not under another path, nor when there are too many', async () => {
    at = await openServer({}, { limits: { connections: 1 } });
    await expect(at.connect({}, '/other')).rejects.toThrow('404');
    await at.connect();
    await expect(at.connect()).rejects.toThrow('503');
  });
});

describe('a call', () => {
  test('is answered with its id, in whatever order answers come', async () => {
    const slow = Promise.withResolvers<undefined>();
    at = await openServer({
      call: async (name, input) => {
        if (name === 'slow') await slow.promise;
        return { ok: true, value: { name, input } };
      },
    });
    const client = await at.connect();
    client.send({ type: 'call', id: 1, name: 'slow', input: { a: 1 } });
    client.send({ type: 'call', id: 2, name: 'quick', input: {} });
    expect((await client.hear('reply')).id).toBe(2);
    slow.resolve(undefined);
    const late = await client.hear('reply', ({ id }) => id === 1);
    expect(late.reply).toEqual({ ok: true, value: { name: 'slow', input: { a: 1 } } });
  });

  test('too many at once are refused for now, one by one', async () => {
    const never = Promise.withResolvers<never>();
    at = await openServer({ call: () => never.promise }, { limits: { callsAtOnce: 2 } });
    const client = await at.connect();
    for (const id of [1, 2, 3]) client.send({ type: 'call', id, name: 'house.get', input: {} });
    const { id, reply } = await client.hear('reply');
    expect(id).toBe(3);
    expect(reply).toMatchObject({ ok: false, error: { code: 'usage', retry: true } });
  });

  test.each([
    ['no JSON', 'nonsense'],
    ['an unknown type', '{"type":"shout","id":1}'],
    ['a wrong type', '{"type":"call","id":"one","name":"house.get","input":{}}'],
    ['more than there is', '{"type":"ack","id":1,"and":"more"}'],
  ])('%s ends the connection', async (_what, text) => {
    at = await openServer();
    const client = await at.connect();
    client.socket.send(text);
    expect(await client.closed).toBe(1008);
    await expect.poll(() => at.listeners()).toBe(0);
  });

  test('bytes that are no text end it, too, and a message that is too big', async () => {
    at = await openServer({}, { limits: { messageBytes: 1000 } });
    const binary = await at.connect();
    binary.socket.send(Buffer.from([0xff, 0xfe]));
    expect(await binary.closed).toBe(1008);
    const big = await at.connect();
    big.send({ type: 'call', id: 1, name: 'apps.check', input: { text: 'x'.repeat(2000) } });
    expect(await big.closed).toBe(1009);
  });
});

describe('a stream', () => {
  /** Counts what it has handed out. */
  const counting = () => {
    const state = { made: 0, ended: false };
    return {
      state,
      open: async function* (_name: string, _input: unknown, signal: AbortSignal) {
        try {
          while (!signal.aborted) {
            state.made += 1;
            yield state.made;
            await Promise.resolve();
          }
        } finally {
          state.ended = true;
        }
      },
    };
  };

  test('makes the next item when the last was taken', async () => {
    const { state, ...calls } = counting();
    at = await openServer(calls);
    const client = await at.connect();
    client.send({ type: 'open', id: 1, name: 'logs.follow', input: {} });
    await client.hear('item', ({ item }) => item === 1);
    client.send({ type: 'call', id: 2, name: 'house.get', input: {} });
    await client.hear('reply');
    expect(state.made).toBe(1);
    client.send({ type: 'ack', id: 1 });
    await client.hear('item', ({ item }) => item === 2);
    expect(state.made).toBe(2);
  });

  test('ends when it is closed, and when whoever took it is gone', async () => {
    const { state, ...calls } = counting();
    at = await openServer(calls);
    const client = await at.connect();
    client.send({ type: 'open', id: 1, name: 'logs.follow', input: {} });
    await client.hear('item');
    client.send({ type: 'close', id: 1 });
    await expect.poll(() => state.ended).toBe(true);
    state.ended = false;
    client.send({ type: 'open', id: 2, name: 'logs.follow', input: {} });
    await client.hear('item', ({ id }) => id === 2);
    client.terminate();
    await expect.poll(() => state.ended).toBe(true);
    expect(client.heard.some(({ type }) => type === 'end')).toBe(false);
  });

  test('tells its end, and its failure', async () => {
    at = await openServer({
      open: async function* (name) {
        yield 'one';
        await Promise.resolve();
        if (name === 'bad') throw new Error('it broke');
      },
    });
    const client = await at.connect();
    for (const [id, name] of [
      [1, 'good'],
      [2, 'bad'],
    ] as const) {
      client.send({ type: 'open', id, name, input: {} });
      await client.hear('item', (message) => message.id === id);
      client.send({ type: 'ack', id });
    }
    expect(await client.hear('end', ({ id }) => id === 1)).toEqual({ type: 'end', id: 1 });
    const failed = await client.hear('end', ({ id }) => id === 2);
    expect(failed.error).toMatchObject({ code: 'internal', message: 'it broke' });
  });

  test('too many are refused, an id that is taken is not of this contract', async () => {
    const { state: _counts, ...calls } = counting();
    at = await openServer(calls, { limits: { streamsAtOnce: 1 } });
    const client = await at.connect();
    client.send({ type: 'open', id: 1, name: 'logs.follow', input: {} });
    client.send({ type: 'open', id: 2, name: 'logs.follow', input: {} });
    expect((await client.hear('end')).error).toMatchObject({ code: 'usage', retry: true });
    client.send({ type: 'open', id: 1, name: 'logs.follow', input: {} });
    expect(await client.closed).toBe(1008);
  });
});

describe('the feed', () => {
  test('goes to every client, in order', async () => {
    at = await openServer();
    const clients = [await at.connect(), await at.connect()];
    await expect.poll(() => at.listeners()).toBe(2);
    for (const seq of [1, 2, 3]) at.announce(event(seq));
    for (const client of clients) {
      await client.hear('feed', ({ events }) => events.at(-1)?.seq === 3);
      const numbers = client.heard.flatMap((message) => (message.type === 'feed' ? message.events : []));
      expect(numbers.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    }
  });

  test('is cut short for a client that does not keep up, which sees a gap and the newest', async () => {
    at = await openServer({}, { limits: { feedHighWater: 64 * 1024, feedQueue: 10 } });
    const slow = await at.connect();
    const quick = await at.connect();
    await expect.poll(() => at.listeners()).toBe(2);
    slow.socket.pause();
    // Far more than the system itself keeps for a connection.
    const last = 200;
    for (let seq = 1; seq <= last; seq += 1) {
      at.announce(event(seq, 100_000));
      await quick.hear('feed', ({ events }) => events.at(-1)?.seq === seq);
    }
    slow.socket.resume();
    await slow.hear('feed', ({ events }) => events.at(-1)?.seq === last);
    const numbers = slow.heard.flatMap((message) =>
      message.type === 'feed' ? message.events.map(({ seq }) => seq) : [],
    );
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(numbers.length).toBeLessThan(last);
  });
});

describe('a client that does not live any more', () => {
  test('is cut off after some beats, and one that answers is not', async () => {
    at = await openServer({}, { limits: { beatMs: 30, missedBeats: 3 } });
    const lively = await at.connect();
    const dead = await at.connect();
    // Neither reads nor answers, as a machine whose cable was pulled.
    dead.socket.pause();
    await expect.poll(() => at.listeners()).toBe(1);
    await lively.hear('beat');
    expect(lively.socket.readyState).toBe(lively.socket.OPEN);
  });

  test('is not read any more while it takes no answers', async () => {
    let asked = 0;
    at = await openServer(
      {
        call: () => {
          asked += 1;
          return Promise.resolve({ ok: true, value: 'x'.repeat(300_000) });
        },
      },
      { limits: { readHighWater: 300_000, callsAtOnce: 1000 } },
    );
    const greedy = await at.connect();
    greedy.socket.pause();
    for (let id = 1; id <= 100; id += 1) {
      greedy.send({ type: 'call', id, name: 'house.get', input: { padding: 'x'.repeat(10_000) } });
    }
    const other = await at.connect();
    other.send({ type: 'call', id: 1, name: 'house.get', input: {} });
    await other.hear('reply');
    expect(asked).toBeLessThan(75);
    greedy.socket.resume();
    await greedy.hear('reply', ({ id }) => id === 100);
  });
});

test('the end of the server is told to its clients', async () => {
  at = await openServer();
  const client = await at.connect();
  await at.server.close();
  expect(await client.closed).toBe(1001);
});
