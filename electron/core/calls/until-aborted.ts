/** Items until the source ends or the signal is aborted; then the source is told to end, and nobody waits for it. */
export async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  const gone = Promise.withResolvers<'gone'>();
  const leave = () => gone.resolve('gone');
  signal.addEventListener('abort', leave, { once: true });
  try {
    while (!signal.aborted) {
      const result = await Promise.race([iterator.next(), gone.promise]);
      if (result === 'gone' || result.done === true) return;
      yield result.value;
    }
  } finally {
    signal.removeEventListener('abort', leave);
    // A source that waits for an engine settles only when that answers.
    iterator.return?.().catch(() => undefined);
  }
}
