/**
 * Items of several streams as they come. Ends when all have ended; the first one to fail ends them all with its error, and
 * so does a consumer that leaves. No stream is read further ahead than one item.
 */
export async function* mergeStreams<T>(sources: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  const iterators = sources.map((source) => source[Symbol.asyncIterator]());
  const pending = new Map(iterators.map((iterator, index) => [index, advance(iterator, index)]));
  try {
    while (pending.size > 0) {
      const { index, result } = await Promise.race(pending.values());
      const iterator = iterators[index];
      if (result.done === true || iterator === undefined) {
        pending.delete(index);
        continue;
      }
      pending.set(index, advance(iterator, index));
      yield result.value;
    }
  } finally {
    await Promise.allSettled([...pending.keys()].map((index) => iterators[index]?.return?.()));
  }
}

async function advance<T>(iterator: AsyncIterator<T>, index: number) {
  return { index, result: await iterator.next() };
}
