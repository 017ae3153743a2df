/**
 * Items of several streams as they come. Ends when all have ended; the first one to fail ends them all with its error, and
 * so does a consumer that leaves. No stream is read further ahead than one item.
 */
export async function* mergeStreams<T>(sources: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  const pending = new Map<AsyncIterator<T>, Promise<Step<T>>>();
  for (const source of sources) {
    const iterator = source[Symbol.asyncIterator]();
    pending.set(iterator, advance(iterator));
  }
  try {
    while (pending.size > 0) {
      const { iterator, result } = await Promise.race([...pending.values()]);
      if (result.done === true) {
        pending.delete(iterator);
        continue;
      }
      pending.set(iterator, advance(iterator));
      yield result.value;
    }
  } finally {
    await Promise.allSettled(
      [...pending.keys()].map(async (iterator) => {
        await iterator.return?.();
      }),
    );
  }
}

interface Step<T> {
  readonly iterator: AsyncIterator<T>;
  readonly result: IteratorResult<T, unknown>;
}

async function advance<T>(iterator: AsyncIterator<T>): Promise<Step<T>> {
  return { iterator, result: (await iterator.next()) as IteratorResult<T, unknown> };
}
