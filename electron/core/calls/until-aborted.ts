/**
 * Items until the source ends or the signal is aborted; then the source is told to end, and nobody waits for it. Each step
 * waits for a promise of its own: one for all of them would keep every item for as long as the stream is read.
 */
export async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let leave = (): void => undefined;
  const left = () => leave();
  signal.addEventListener('abort', left, { once: true });
  try {
    while (!signal.aborted) {
      const step = Promise.withResolvers<IteratorResult<T, unknown> | 'gone'>();
      leave = () => step.resolve('gone');
      iterator.next().then(step.resolve, step.reject);
      const result = await step.promise;
      if (result === 'gone' || result.done === true) return;
      yield result.value;
    }
  } finally {
    signal.removeEventListener('abort', left);
    // A source that waits for an engine settles only when that answers.
    iterator.return?.().catch(() => undefined);
  }
}
