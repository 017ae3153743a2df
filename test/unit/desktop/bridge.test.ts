import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import type { Calls } from '../../../electron/core/calls/calls.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { parseAsk } from '../../../electron/main/ipc/parse-ask.ts';
import { serveCaller } from '../../../electron/main/ipc/serve-caller.ts';
import { createDesktopBridge, type Wire } from '../../../electron/preload/create-desktop-bridge.ts';
import { ASK, TELL, type TellMessage } from '../../../shared/contract/messages.ts';
import type { NumberedEvent } from '../../../shared/contract/events.ts';

/** Both ends of the wire, with the core's side given: messages are copied, as between two processes. */
function connect(calls: Partial<Calls>) {
  let listener: ((event: unknown, message: unknown) => void) | undefined;
  const tell = (message: TellMessage): void => {
    const copied = structuredClone(message);
    setImmediate(() => listener?.({}, copied));
  };
  const caller = serveCaller(calls as Calls, tell);
  const wire: Wire = {
    invoke: async (_channel, name, input) =>
      structuredClone(await calls.call?.(String(name), structuredClone(input), { signal: caller.signal })),
    send: (channel, message) => {
      const asked = channel === ASK ? parseAsk(structuredClone(message)) : undefined;
      if (asked !== undefined) setImmediate(() => caller.take(asked));
    },
    on: (channel, added) => {
      if (channel === TELL) listener = added;
    },
  };
  const bridge = createDesktopBridge(wire, { kind: 'desktop', os: 'linux', version: '1.2.3' });
  return { bridge, caller };
}

const follow = { app: 'web', environment: 'prod' };

describe('a call', () => {
  test('is answered by the core', async () => {
    const call = vi.fn(() => Promise.resolve({ ok: true as const, value: null }));
    const { bridge } = connect({ call });
    await expect(bridge.call('house.attend', { visible: true })).resolves.toEqual({ ok: true, value: null });
    expect(call).toHaveBeenCalledWith('house.attend', { visible: true }, expect.anything());
  });

  test('with an input that cannot be sent is answered, too', async () => {
    const { bridge } = connect({ call: () => Promise.resolve({ ok: true, value: null }) });
    const input = { visible: () => true } as unknown as { visible: boolean };
    const reply = await bridge.call('house.attend', input);
    expect(reply).toMatchObject({ ok: false, error: { code: 'usage' } });
  });
});

describe('a stream', () => {
  test('hands over every item in order, then its end', async () => {
    const { bridge } = connect({ open: () => from(['a', 'b', 'c']) });
    const heard: unknown[] = [];
    await new Promise<void>((resolve) => {
      bridge.open('logs.follow', follow, { item: (item) => heard.push(item), end: () => resolve() });
    });
    expect(heard).toEqual(['a', 'b', 'c']);
  });

  test('makes the next item only when the last was taken', async () => {
    let made = 0;
    async function* endless(): AsyncGenerator<number> {
      for (;;) {
        await turn();
        yield ++made;
      }
    }
    const { bridge } = connect({ open: endless });
    let seen = 0;
    let ahead = 0;
    await new Promise<void>((resolve) => {
      const shut = bridge.open('logs.follow', follow, {
        item: () => {
          seen++;
          ahead = Math.max(ahead, made - seen);
          if (seen < 50) return;
          shut();
          resolve();
        },
        end: () => undefined,
      });
    });
    expect(ahead).toBeLessThanOrEqual(1);
  });

  test('ends with the error that the core gave', async () => {
    const { bridge } = connect({
      open: () => {
        throw new Failure('app.unknown', 'There is no app web.');
      },
    });
    const error = await new Promise((resolve) => {
      bridge.open('logs.follow', follow, { item: () => undefined, end: resolve });
    });
    expect(error).toMatchObject({ code: 'app.unknown', message: 'There is no app web.' });
  });

  test('that is shut is ended in the core, and heard of no more', async () => {
    const signals: AbortSignal[] = [];
    const { bridge } = connect({
      open: (_name, _input, signal) => {
        signals.push(signal);
        return until(signal);
      },
    });
    const heard = vi.fn();
    const shut = bridge.open('logs.follow', follow, { item: heard, end: heard });
    await vi.waitFor(() => expect(signals).toHaveLength(1));
    shut();
    await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true));
    await turn();
    expect(heard).not.toHaveBeenCalled();
  });

  test('goes on after a listener that threw', async () => {
    const { bridge } = connect({ open: () => from([1, 2]) });
    const crashed = vi.fn();
    process.once('uncaughtException', crashed);
    const heard: unknown[] = [];
    await new Promise<void>((resolve) => {
      bridge.open('logs.follow', follow, {
        item: (item) => {
          heard.push(item);
          if (heard.length === 1) throw new Error('the listener is broken');
        },
        end: () => resolve(),
      });
    });
    expect(heard).toEqual([1, 2]);
    expect(crashed).toHaveBeenCalledOnce();
  });

  test('beyond any reasonable number is refused', async () => {
    const { bridge } = connect({ open: (_name, _input, signal) => until(signal) });
    const ends: unknown[] = [];
    for (let index = 0; index < 101; index++)
      bridge.open('logs.follow', follow, { item: () => undefined, end: (error) => ends.push(error) });
    await vi.waitFor(() => expect(ends).toEqual([expect.objectContaining({ code: 'usage' })]));
  });
});

describe('the feed', () => {
  const event: NumberedEvent = { seq: 7, event: { type: 'history.changed' } };

  test('reaches every listener, and none after its end; the core is asked once', async () => {
    const listeners = new Set<(one: NumberedEvent) => void>();
    const subscribe = vi.fn((listener: (one: NumberedEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    });
    const { bridge, caller } = connect({ subscribe });
    const first = { event: vi.fn(), connected: vi.fn() };
    const second = { event: vi.fn(), connected: vi.fn() };
    const leave = bridge.subscribe(first);
    bridge.subscribe(second);
    await vi.waitFor(() => expect(listeners.size).toBe(1));
    expect(first.connected).toHaveBeenCalledWith(true);
    for (const listener of listeners) listener(event);
    await vi.waitFor(() => expect(second.event).toHaveBeenCalledWith(event));
    leave();
    for (const listener of listeners) listener({ ...event, seq: 8 });
    await vi.waitFor(() => expect(second.event).toHaveBeenCalledTimes(2));
    expect(first.event).toHaveBeenCalledOnce();
    expect(subscribe).toHaveBeenCalledOnce();
    caller.end();
    expect(listeners.size).toBe(0);
  });
});

test.each([
  ['no object', 'open'],
  ['an unknown message', { ask: 'destroy' }],
  ['a stream without a number', { ask: 'more' }],
  ['a number that is none', { ask: 'more', stream: '1' }],
  ['more than belongs there', { ask: 'subscribe', also: 1 }],
])('%s is no message of the window', (_what, message) => {
  expect(parseAsk(message)).toBeUndefined();
});

async function* from<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) {
    await turn();
    yield item;
  }
}

async function* until(signal: AbortSignal): AsyncGenerator<never> {
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
}
