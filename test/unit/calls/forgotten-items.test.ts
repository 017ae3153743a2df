import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { untilAborted } from '../../../electron/core/calls/until-aborted.ts';
import { mergeStreams } from '../../../electron/core/runtime/merge-streams.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const ITEMS = 50;

interface Item {
  readonly number: number;
}

/** As many items, and then nothing for as long as it is read. */
async function* fewThenNothing(seen: WeakRef<Item>[], quiet: Promise<unknown>): AsyncGenerator<Item> {
  for (let number = 0; number < ITEMS; number += 1) {
    const item = { number };
    seen.push(new WeakRef(item));
    await turn();
    yield item;
  }
  await quiet;
}

/** Reads all items, and tells how many of them are still kept while the stream is open. */
async function countKept(
  open: (source: AsyncIterable<Item>, quiet: Promise<unknown>) => AsyncIterable<Item>,
): Promise<number> {
  const seen: WeakRef<Item>[] = [];
  const quiet = Promise.withResolvers<undefined>();
  const all = Promise.withResolvers<undefined>();
  const read = async () => {
    for await (const { number } of open(fewThenNothing(seen, quiet.promise), quiet.promise)) {
      if (number === ITEMS - 1) all.resolve(undefined);
    }
  };
  const reading = read();
  await all.promise;
  await turn();
  collectGarbage();
  const kept = seen.filter((each) => each.deref() !== undefined).length;
  quiet.resolve(undefined);
  await reading;
  return kept;
}

/** What the last step holds may still be there. */
const AT_MOST = 3;

describe('items that were read', () => {
  test('are not kept until the stream ends', async () => {
    const { signal } = new AbortController();
    expect(await countKept((source) => untilAborted(source, signal))).toBeLessThanOrEqual(AT_MOST);
  });

  test('are not kept by another stream that says nothing', async () => {
    const kept = await countKept((source, quiet) => {
      const end = quiet.then(() => ({ done: true as const, value: undefined }));
      const silent: AsyncIterable<Item> = { [Symbol.asyncIterator]: () => ({ next: () => end }) };
      return mergeStreams([source, silent]);
    });
    expect(kept).toBeLessThanOrEqual(AT_MOST);
  });
});

describe('several streams as one', () => {
  async function* numbers(...some: readonly number[]): AsyncGenerator<number> {
    for (const each of some) {
      await turn();
      yield each;
    }
  }

  test('end when all have ended, nothing being lost', async () => {
    const all: number[] = [];
    for await (const each of mergeStreams([numbers(1, 3, 5), numbers(), numbers(2, 4)])) all.push(each);
    expect(all.toSorted()).toEqual([1, 2, 3, 4, 5]);
    expect(all.filter((each) => each % 2 === 1)).toEqual([1, 3, 5]);
  });

  test('end with the error of the first that fails, and the others are told to end', async () => {
    let ended = false;
    const endless = async function* (): AsyncGenerator<number> {
      try {
        for (;;) {
          await turn();
          yield 0;
        }
      } finally {
        ended = true;
      }
    };
    const failing = async function* (): AsyncGenerator<number> {
      yield* numbers(1, 2);
      throw new Error('the engine is gone');
    };
    const read = async () => {
      for await (const each of mergeStreams([endless(), failing()])) expect(each).toBeLessThan(3);
    };
    await expect(read()).rejects.toThrow('the engine is gone');
    expect(ended).toBe(true);
  });
});

test('a stream that says nothing is left when its reader goes', async () => {
  const gone = new AbortController();
  const silent: AsyncIterable<Item> = {
    [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }),
  };
  const read = async () => {
    for await (const item of untilAborted(silent, gone.signal)) return item;
    return 'left';
  };
  const reading = read();
  await turn();
  gone.abort();
  expect(await reading).toBe('left');
});
