import type { ServerResponse } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { EngineEvent } from '../../../electron/core/engine/engine-event.ts';
import type { Clock } from '../../../electron/core/runtime/clock.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { connectToFake } from '../../support/with-fake-engine.ts';

/** Pauses are over at once, and are noted. */
function hastyClock(): { readonly clock: Clock; readonly pauses: number[] } {
  const pauses: number[] = [];
  const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    pauses.push(ms);
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  };
  return { pauses, clock: { ...systemClock, sleep } };
}

const die = JSON.stringify({
  Type: 'container',
  Action: 'die',
  Actor: { ID: 'abc', Attributes: { exitCode: '3' } },
  timeNano: 1_795_403_764_510_000_000,
});

async function watchFake() {
  const { clock, pauses } = hastyClock();
  const { fake, engine } = await connectToFake({
    clock,
    ping: { Date: new Date(1_795_403_764_000).toUTCString() },
  });
  const streams: ServerResponse[] = [];
  fake.on('GET /events', ({ response }) => {
    response.writeHead(200);
    response.flushHeaders();
    streams.push(response);
  });
  const events: EngineEvent[] = [];
  const stop = engine.watch((event) => events.push(event));
  onTestFinished(stop);
  const seen = (count: number) => vi.waitUntil(() => events.length >= count);
  return { fake, engine, pauses, streams, events, seen, stop };
}

test('first everything is to be listed, then each event is told', async () => {
  const { fake, streams, events, seen } = await watchFake();
  await seen(1);
  streams[0]?.write(die.slice(0, 20));
  streams[0]?.write(`${die.slice(20)}\n`);
  await seen(2);
  expect(events).toEqual([
    { kind: 'relist' },
    { kind: 'container', action: 'die', id: 'abc', attributes: { exitCode: '3' }, at: 1_795_403_764_510 },
  ]);
  const subscription = fake.calls.find(({ path }) => path === '/events');
  // Events of the engine's present second are asked for too, so that none falls between listing and subscribing.
  expect(subscription?.query.get('since')).toBe('1795403764');
});

test('a loss is told once, and after each new connection everything is to be listed again', async () => {
  const { fake, streams, events, seen } = await watchFake();
  await seen(1);
  let refused = 0;
  fake.on('GET /events', ({ response }) => {
    refused += 1;
    if (refused < 4) return void response.writeHead(500).end('{"message":"starting"}');
    response.writeHead(200);
    response.flushHeaders();
    streams.push(response);
  });
  streams[0]?.socket?.destroy();
  await seen(3);
  streams[1]?.end();
  await seen(5);
  expect(events.map(({ kind }) => kind)).toEqual(['relist', 'lost', 'relist', 'lost', 'relist']);
  expect(events[1]).toMatchObject({ problem: { code: 'engine.cut', details: expect.anything() as object } });
});

test('pauses between attempts double up to ten seconds, and begin anew after an event', async () => {
  const { fake, streams, pauses, seen } = await watchFake();
  await seen(1);
  let attempts = 0;
  fake.on('GET /events', ({ response }) => {
    attempts += 1;
    if (attempts < 10) return void response.writeHead(500).end();
    response.writeHead(200);
    response.write(`${die}\n`);
    streams.push(response);
  });
  streams[0]?.socket?.destroy();
  await seen(4);
  expect(pauses).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000]);
  streams[1]?.socket?.destroy();
  await seen(6);
  expect(pauses.at(10)).toBe(100);
});

test('a listener that throws and a line that is no event do no harm', async () => {
  const { engine, streams, events, seen } = await watchFake();
  await seen(1);
  const stop = engine.watch(() => {
    throw new Error('a listener with a bug');
  });
  onTestFinished(stop);
  await vi.waitUntil(() => streams.length === 2);
  for (const stream of streams) stream.write(`not json\n{"Type":"plugin","Action":"x"}\n${die}\n`);
  await seen(2);
  expect(events.at(-1)).toMatchObject({ action: 'die' });
});

test('disposed of, it says nothing more and closes its connection', async () => {
  const { fake, streams, events, seen, stop } = await watchFake();
  await seen(1);
  stop();
  streams[0]?.write(`${die}\n`);
  await vi.waitUntil(() => streams[0]?.destroyed === true || streams[0]?.socket === null);
  expect(events).toEqual([{ kind: 'relist' }]);
  expect(fake.calls.filter(({ path }) => path === '/events')).toHaveLength(1);
});

test('only events of some kinds are asked for, where others are not wanted', async () => {
  const { fake, engine } = await watchFake();
  onTestFinished(engine.watch(() => undefined, ['start', 'die']));
  const filters = () =>
    fake.calls.filter(({ path }) => path === '/events').map(({ query }) => query.get('filters'));
  await vi.waitUntil(() => filters().length === 2);
  expect(JSON.parse(filters()[0] ?? '')).not.toHaveProperty('event');
  expect(JSON.parse(filters()[1] ?? '')).toMatchObject({ event: ['start', 'die'] });
});
