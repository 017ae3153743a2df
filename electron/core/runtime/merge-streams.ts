/**
 * Items of several streams as they come. Ends when all have ended; the first one to fail ends them all with its error, and
 * so does a consumer that leaves. No stream is read further ahead than one item. What has come is gathered in a list: a race
 * over what is to come would hang each item on the streams that say nothing, and keep it for as long as they do.
 */
export async function* mergeStreams<T>(sources: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  const open = new Set<AsyncIterator<T>>();
  const come: Step<T>[] = [];
  let wake = (): void => undefined;
  const advance = (iterator: AsyncIterator<T>): void => {
    const arrive = (take: Step<T>['take']): void => {
      come.push({ iterator, take });
      wake();
    };
    iterator.next().then(
      (result) => arrive(() => result),
      (error: unknown) =>
        arrive(() => {
          throw error;
        }),
    );
  };
  for (const source of sources) {
    const iterator = source[Symbol.asyncIterator]();
    open.add(iterator);
    advance(iterator);
  }
  try {
    while (open.size > 0) {
      const step = come.shift();
      if (step === undefined) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      const result = step.take();
      if (result.done === true) {
        open.delete(step.iterator);
        continue;
      }
      advance(step.iterator);
      yield result.value;
    }
  } finally {
    await Promise.allSettled(
      [...open].map(async (iterator) => {
        await iterator.return?.();
      }),
    );
  }
}

interface Step<T> {
  readonly iterator: AsyncIterator<T>;
  /** What came, or throws what it failed with. */
  readonly take: () => IteratorResult<T, unknown>;
}
