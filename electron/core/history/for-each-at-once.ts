/** Runs `work` for every item, at most `limit` at the same time. Rejects with the first failure, after those under way have ended. */
export async function forEachAtOnce<T>(
  limit: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const runner = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  const runs = await Promise.allSettled(Array.from({ length: limit }, runner));
  for (const run of runs) if (run.status === 'rejected') throw run.reason;
}
