import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Bridge } from '../../../shared/contract/bridge.ts';
import type { NumberedEvent } from '../../../shared/contract/events.ts';
import type { Calls } from '../../../electron/core/calls/calls.ts';
import { createWebSocketBridge } from '../../../renderer/bridge/web-socket-bridge.ts';
import type { WebSocketWorld } from '../../../renderer/bridge/web-socket-world.ts';
import { openServer, type ServerForTests } from './open-server.ts';

/** The browser around the bridge, with the real server behind it, and a network that can be taken away. */
class World implements WebSocketWorld {
  readonly origin: string;
  cut = false;
  turnedAway = 0;
  readonly #at: ServerForTests;
  #cookie = '';
  readonly #sockets = new Set<WebSocket>();
  readonly #wake: (() => void)[] = [];

  constructor(at: ServerForTests) {
    this.#at = at;
    this.origin = at.origin;
  }

  async enter(): Promise<void> {
    this.#cookie = await this.#at.enter();
  }

  leave(): void {
    this.#cookie = '';
  }

  cutNow(): void {
    this.cut = true;
    for (const socket of this.#sockets) socket.terminate();
  }

  mend(): void {
    this.cut = false;
    for (const wake of this.#wake) wake();
  }

  openSocket: WebSocketWorld['openSocket'] = (url, protocol, handlers) => {
    const socket = new WebSocket(url, protocol, { headers: { cookie: this.#cookie, origin: this.origin } });
    this.#sockets.add(socket);
    socket.on('message', (data: Buffer) => handlers.message(data.toString()));
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      handlers.closed();
    });
    return { send: (text) => socket.send(text), close: () => socket.close() };
  };

  askStatus: WebSocketWorld['askStatus'] = async (path) => {
    if (this.cut) throw new Error('the network is gone');
    return (await this.#at.get(path, { headers: { cookie: this.#cookie } })).status;
  };

  noSession: WebSocketWorld['noSession'] = () => {
    this.turnedAway += 1;
  };

  onWake: WebSocketWorld['onWake'] = (listener) => {
    this.#wake.push(listener);
  };
}

let at: ServerForTests;
let world: World;
let bridge: Bridge;

async function begin(calls: Partial<Calls> = {}): Promise<void> {
  at = await openServer(calls);
  world = new World(at);
  await world.enter();
  bridge = await createWebSocketBridge(world);
}

afterEach(async () => {
  world.cutNow();
  await at.close();
});

describe('calls', () => {
  test('are answered as the core answers them', async () => {
    await begin();
    expect(bridge.platform).toEqual({ kind: 'browser', os: 'linux', version: '1.2.3' });
    const [one, other] = await Promise.all([
      bridge.call('notices.list', { limit: 3 }),
      bridge.call('settings.list', {}),
    ]);
    expect(one).toEqual({ ok: true, value: { name: 'notices.list', input: { limit: 3 } } });
    expect(other).toMatchObject({ value: { name: 'settings.list' } });
  });

  test('in flight when the connection is lost say so, and those made while it is gone, too', async () => {
    const never = Promise.withResolvers<never>();
    await begin({ call: () => never.promise });
    const inFlight = bridge.call('settings.list', {});
    world.cutNow();
    expect(await inFlight).toMatchObject({
      ok: false,
      error: { code: 'engine.cut', retry: true, message: expect.stringContaining('was lost') as string },
    });
    expect(await bridge.call('settings.list', {})).toMatchObject({
      ok: false,
      error: { code: 'engine.cut' },
    });
  });

  test('work again when the connection is back, also those made while it was coming', async () => {
    await begin();
    const seen: boolean[] = [];
    bridge.subscribe({ event: () => undefined, connected: (now) => seen.push(now) });
    await expect.poll(() => seen).toEqual([true]);
    world.cutNow();
    await expect.poll(() => seen).toEqual([true, false]);
    world.mend();
    expect(await bridge.call('settings.list', {})).toMatchObject({ ok: true });
    expect(seen.at(-1)).toBe(true);
  });
});

describe('streams', () => {
  beforeEach(() =>
    begin({
      open: async function* (name, _input, signal) {
        let number = 0;
        while (!signal.aborted && number < 3) yield (number += 1);
        if (name === 'logs.follow') await new Promise((resolve) => signal.addEventListener('abort', resolve));
      },
    }),
  );

  test('come item by item to their end', async () => {
    const items: unknown[] = [];
    const error = await new Promise((resolve) => {
      bridge.open('history.export', { format: 'csv' }, { item: (item) => items.push(item), end: resolve });
    });
    expect(items).toEqual([1, 2, 3]);
    expect(error).toBeUndefined();
  });

  test('end with an error when the connection is lost', async () => {
    const items: unknown[] = [];
    const ended = new Promise((resolve) => {
      bridge.open(
        'logs.follow',
        { app: 'web', environment: 'prod' },
        { item: (item) => items.push(item), end: resolve },
      );
    });
    await expect.poll(() => items.length).toBe(3);
    world.cutNow();
    expect(await ended).toMatchObject({ code: 'engine.cut', retry: true });
  });

  test('that were closed say nothing more', async () => {
    const said: unknown[] = [];
    const close = bridge.open(
      'logs.follow',
      { app: 'web', environment: 'prod' },
      { item: (item) => said.push(item), end: () => said.push('end') },
    );
    close();
    await bridge.call('settings.list', {});
    world.cutNow();
    expect((await bridge.call('settings.list', {})).ok).toBe(false);
    expect(said).toEqual([]);
  });
});

describe('events', () => {
  const event = (seq: number): NumberedEvent => ({ seq, event: { type: 'history.changed' } });

  test('come to every listener until it leaves', async () => {
    await begin();
    const heard: [string, number][] = [];
    const leave = bridge.subscribe({
      event: ({ seq }) => heard.push(['a', seq]),
      connected: () => undefined,
    });
    bridge.subscribe({ event: ({ seq }) => heard.push(['b', seq]), connected: () => undefined });
    at.announce(event(1));
    await expect.poll(() => heard.length).toBe(2);
    leave();
    at.announce(event(2));
    await expect
      .poll(() => heard)
      .toEqual([
        ['a', 1],
        ['b', 1],
        ['b', 2],
      ]);
  });
});

describe('without a session', () => {
  test('the user is told what to do, and nothing is tried any more', async () => {
    await begin();
    const seen: boolean[] = [];
    bridge.subscribe({ event: () => undefined, connected: (now) => seen.push(now) });
    world.cutNow();
    world.leave();
    world.mend();
    await expect.poll(() => world.turnedAway).toBe(1);
    expect(await bridge.call('settings.list', {})).toMatchObject({ ok: false });
    world.mend();
    await world.enter();
    expect(await bridge.call('settings.list', {})).toMatchObject({ ok: false });
    expect(seen.slice(1)).not.toContain(true);
    expect(world.turnedAway).toBe(1);
  });
});
