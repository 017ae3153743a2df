import { describe, expect, test, vi } from 'vitest';
import { createOperations } from '../../../electron/core/house/operations/create-operations.ts';
import type { OperationTools } from '../../../electron/core/house/house.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import type { Operation, OperationOutput, OperationResult } from '../../../shared/model/operation.ts';

const ABOUT = { kind: 'build', title: 'Build web', app: 'web' } as const;
const DONE: OperationResult = { kind: 'build', version: 3, reused: false, test: 'passed' };

function registry() {
  const told: Operation[] = [];
  const performed: (readonly [string, string])[] = [];
  const operations = createOperations({
    clock: systemClock,
    ids: randomIds,
    changed: (operation) => told.push(operation),
    performs: (operation, deployment) => performed.push([operation, deployment]),
    probed: () => undefined,
  });
  const over = (id: string) => vi.waitUntil(() => operations.get(id).state !== 'running');
  /** An operation that goes on until the test says so. */
  const held = () => {
    const hand = Promise.withResolvers<OperationResult>();
    const tools = Promise.withResolvers<OperationTools>();
    const begun = operations.begin(ABOUT, (given) => {
      tools.resolve(given);
      return hand.promise;
    });
    return { ...begun, tools: tools.promise, done: hand.resolve, fail: hand.reject };
  };
  return { operations, told, performed, over, held };
}

async function read(lines: AsyncIterable<readonly OperationOutput[]>): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const batch of lines) texts.push(...batch.map(({ text }) => text));
  return texts;
}

describe('an operation', () => {
  test('is told of when it begins, on its way and when it is done', async () => {
    const { operations, told, over, held, performed } = registry();
    const { id, tools, done } = held();
    expect(operations.running().map((each) => each.id)).toEqual([id]);
    const given = await tools;
    given.tell('copying', { current: 1, total: 4, unit: 'steps' });
    given.performs('d1');
    await vi.waitUntil(() => operations.get(id).text === 'copying');
    done(DONE);
    await over(id);
    expect(operations.get(id)).toMatchObject({
      title: 'Build web',
      state: 'done',
      result: DONE,
      cancellable: false,
    });
    expect(operations.get(id).endedAt).toBeGreaterThan(0);
    expect(told[0]).toMatchObject({ id, state: 'running', cancellable: true });
    expect(told.at(-1)?.state).toBe('done');
    expect(performed).toEqual([[id, 'd1']]);
    expect(operations.running()).toEqual([]);
    expect(operations.all().map((each) => each.id)).toEqual([id]);
  });

  test('that says much is told of a few times per second, its last word included', async () => {
    const { operations, told, held, over } = registry();
    const { id, tools, done } = held();
    const given = await tools;
    for (let count = 1; count <= 1000; count += 1) given.tell(`file ${count}`);
    await vi.waitUntil(() => told.at(-1)?.text === 'file 1000');
    expect(told.length).toBeLessThan(10);
    done(DONE);
    await over(id);
    expect(operations.get(id).text).toBe('file 1000');
  });

  test('that fails says why', async () => {
    const { operations, held, over } = registry();
    const { id, fail } = held();
    fail(new Failure('build.failed', 'RUN make failed.'));
    await over(id);
    expect(operations.get(id)).toMatchObject({
      state: 'failed',
      error: { code: 'build.failed', message: 'RUN make failed.' },
    });
  });

  test('that throws at once fails as one that rejects', async () => {
    const { operations, over } = registry();
    const { id } = operations.begin(ABOUT, () => {
      throw new Error('no such thing');
    });
    await over(id);
    expect(operations.get(id)).toMatchObject({ state: 'failed', error: { code: 'internal' } });
  });

  test.each(['interrupted', 'build.cancelled'] as const)(
    'that ends with %s after a cancel is cancelled',
    async (code) => {
      const { operations, over } = registry();
      const { id } = operations.begin(ABOUT, async ({ signal }) => {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        throw new Failure(code, 'It was stopped.');
      });
      await vi.waitUntil(() => operations.running().length === 1);
      operations.cancel(id);
      await over(id);
      expect(operations.get(id).state).toBe('cancelled');
      operations.cancel(id);
    },
  );

  test('that fails in spite of a cancel has failed, and one that comes to its end is done', async () => {
    const { operations, held, over } = registry();
    const [first, second] = [held(), held()];
    for (const { id } of [first, second]) operations.cancel(id);
    first.fail(new Failure('disk.full', 'The disk is full.'));
    second.done(DONE);
    await over(first.id);
    await over(second.id);
    expect(operations.get(first.id).state).toBe('failed');
    expect(operations.get(second.id).state).toBe('done');
  });

  test('nobody knows is `operation.unknown`', () => {
    const { operations } = registry();
    for (const work of [() => operations.get('x'), () => operations.cancel('x')])
      expect(work).toThrow(expect.objectContaining({ code: 'operation.unknown' }) as Error);
  });

  test('is forgotten minutes after its end, and not before', async () => {
    vi.useFakeTimers();
    try {
      const { operations } = registry();
      const { id } = operations.begin(ABOUT, () => Promise.resolve(DONE));
      await vi.advanceTimersByTimeAsync(60_000);
      expect(operations.get(id).state).toBe('done');
      await vi.advanceTimersByTimeAsync(10 * 60_000);
      expect(() => operations.get(id)).toThrow('There is no operation');
    } finally {
      vi.useRealTimers();
    }
  });

  test('is cancelled and waited for at the end of it all', async () => {
    const { operations } = registry();
    let cleaned = false;
    operations.begin(ABOUT, async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      await new Promise((resolve) => setTimeout(resolve, 20));
      cleaned = true;
      throw new Failure('interrupted', 'It was stopped.');
    });
    await vi.waitUntil(() => operations.running().length === 1);
    await operations.close();
    expect(cleaned).toBe(true);
  });
});

describe('its output', () => {
  const line = (text: string) => ({ stage: 'build', stream: 'stdout', text }) as const;

  test('is read from its first line on, by those who come late too, until its end', async () => {
    const { operations, held } = registry();
    const { id, tools, done } = held();
    const given = await tools;
    given.print(line('one'));
    const early = read(operations.follow(id, new AbortController().signal));
    given.print(line('two'));
    done(DONE);
    expect(await early).toEqual(['one', 'two']);
    expect(await read(operations.follow(id, new AbortController().signal))).toEqual(['one', 'two']);
  });

  test('is left when the reader leaves', async () => {
    const { operations, held } = registry();
    const { id } = held();
    const leaving = new AbortController();
    const reading = read(operations.follow(id, leaving.signal));
    leaving.abort();
    expect(await reading).toEqual([]);
  });

  test('is bounded in lines and in size, and keeps the last of it', async () => {
    const { operations, held } = registry();
    const { id, tools, done } = held();
    const given = await tools;
    for (let count = 1; count <= 20_000; count += 1) given.print(line(`line ${count}`));
    for (let count = 1; count <= 5; count += 1) given.print(line('x'.repeat(400_000)));
    given.print(line('last'));
    done(DONE);
    const kept = await read(operations.follow(id, new AbortController().signal));
    expect(kept.at(-1)).toBe('last');
    expect(kept.length).toBeLessThan(6000);
    expect(kept.join('').length).toBeLessThanOrEqual(1024 * 1024);
  });

  test('a line longer than all that is kept is cut', async () => {
    const { operations, held } = registry();
    const { id, tools, done } = held();
    (await tools).print(line('y'.repeat(3_000_000)));
    done(DONE);
    const [kept = ''] = await read(operations.follow(id, new AbortController().signal));
    expect(kept.length).toBeLessThanOrEqual(1024 * 1024);
    expect(kept.endsWith('…')).toBe(true);
  });
});
