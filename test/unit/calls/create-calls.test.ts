import { describe, expect, test } from 'vitest';
import { CONTRACT } from '../../../shared/contract/contract.ts';
import { createCalls } from '../../../electron/core/calls/create-calls.ts';
import { callHandlers, streamHandlers } from '../../../electron/core/calls/call-handlers.ts';
import { noDesktop } from '../../../electron/core/calls/no-desktop.ts';
import type { House } from '../../../electron/core/house/house.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { createFakeCore } from '../cli/fake-core.ts';
import { openCalls } from './open-calls.ts';

const caller = () => ({ signal: new AbortController().signal });

test('every call of the contract has a handler, and no handler is for nothing', () => {
  const { core, house } = openCalls();
  const handled = [
    ...Object.keys(callHandlers({ core, house })),
    ...Object.keys(streamHandlers({ core, house })),
    ...Object.keys(noDesktop()),
  ];
  expect(handled.sort()).toEqual(Object.keys(CONTRACT).sort());
});

describe('what is refused', () => {
  test.each([
    ['hosts.try', { endpoint: 7 }, 'hosts.try does not take this input. endpoint: expected string.'],
    ['hosts.try', {}, 'endpoint: expected string'],
    ['hosts.try', { endpoint: 'x', extra: 1 }, 'does not know "extra"'],
    [
      'history.page',
      { filter: { states: ['live', 'dead'] } },
      'filter.states[1]: expected running or baking',
    ],
    [
      'deployments.plan',
      { kind: 'destroy', app: 'web', environment: 'prod' },
      'kind: expected deploy or promote',
    ],
    ['deployments.plan', 'web', 'expected object'],
    ['hosts.tyr', {}, 'There is no call "hosts.tyr". Did you mean `hosts.try`?'],
    ['logs.follow', {}, 'it is opened, not called'],
    ['desktop.chooseFolder', {}, 'needs the desktop app'],
    ['deployments.plan', { kind: 'promote', app: 'web', environment: 'prod' }, 'from: a promotion names'],
    [
      'deployments.plan',
      { kind: 'deploy', app: 'web', environment: 'prod', from: 'dev' },
      'from: belongs to a promotion',
    ],
    ['deployments.start', { kind: 'heal', app: 'web', environment: 'prod', version: 2 }, 'neither a version'],
    ['history.page', { before: 'yesterday' }, 'the `next` of the page before'],
  ])('%s of %j', async (name, input, message) => {
    const reply = await openCalls().calls.call(name, input, caller());
    expect(reply).toMatchObject({ ok: false, error: { code: 'usage' } });
    expect(reply.ok ? '' : reply.error.message).toContain(message);
  });

  test('repeats neither values nor what is huge', async () => {
    const { calls } = openCalls();
    const input = { endpoint: { password: 'hunter2' }, ['k'.repeat(1_000_000)]: 'hunter2' };
    const reply = JSON.stringify(await calls.call('hosts.try', input, caller()));
    expect(reply).not.toContain('hunter2');
    expect(reply.length).toBeLessThan(1000);
  });

  test('a stream that there is not throws when it is read', async () => {
    const { calls } = openCalls();
    const read = async () => {
      for await (const _item of calls.open('house.get', {}, new AbortController().signal)) return;
    };
    await expect(read()).rejects.toThrow('it is called, not opened');
  });
});

describe('what goes wrong inside', () => {
  const broken = (error: Error) => {
    const defects: { readonly message: string; readonly facts?: unknown }[] = [];
    const core = createFakeCore({
      overrides: (own) => ({
        hosts: { ...own.hosts, search: () => Promise.reject(error) },
      }),
    });
    const log = {
      debug: () => undefined,
      warn: (message: string, facts?: unknown) => void defects.push({ message, facts }),
    };
    return { calls: createCalls({ core, house: {} as House, log }, noDesktop()), defects };
  };

  test('is the answer, with its details and whether to try again', async () => {
    const failure = new Failure('engine.cut', 'It is gone.', { endpoint: 'x' }, { retry: true });
    const { calls, defects } = broken(failure);
    expect(await calls.call('hosts.search', {}, caller())).toEqual({
      ok: false,
      error: { code: 'engine.cut', message: 'It is gone.', details: { endpoint: 'x' }, retry: true },
    });
    expect(defects).toEqual([]);
  });

  test('is written into the log when nobody foresaw it', async () => {
    const { calls, defects } = broken(new TypeError('undefined is not a function'));
    expect(await calls.call('hosts.search', {}, caller())).toMatchObject({
      ok: false,
      error: { code: 'internal', message: 'undefined is not a function' },
    });
    expect(defects).toMatchObject([
      { facts: { call: 'hosts.search', stack: expect.stringContaining('TypeError') as string } },
    ]);
  });
});

describe('who looks', () => {
  const counted = () => {
    let held = 0;
    const house = {
      attend: () => {
        held += 1;
        return () => void (held -= 1);
      },
    } as unknown as House;
    return { calls: createCalls({ core: createFakeCore(), house }, noDesktop()), held: () => held };
  };

  test('holds the house once, until it is hidden or gone', async () => {
    const { calls, held } = counted();
    const [one, two] = [new AbortController(), new AbortController()];
    const attend = (controller: AbortController, visible: boolean) =>
      calls.call('house.attend', { visible }, { signal: controller.signal });
    await attend(one, true);
    await attend(one, true);
    await attend(two, true);
    expect(held()).toBe(2);
    await attend(one, false);
    expect(held()).toBe(1);
    two.abort();
    expect(held()).toBe(0);
    await attend(two, true);
    expect(held()).toBe(0);
  });
});
