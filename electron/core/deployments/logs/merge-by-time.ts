import type { BatchLine } from '../../../../shared/model/log-batch.ts';

/**
 * Lines of several sources in the order of their times, as far as that leaves each source's own order alone; a line without a
 * time comes at once.
 */
export function mergeByTime(lines: readonly BatchLine[]): readonly BatchLine[] {
  const queues = new Map<number, BatchLine[]>();
  for (const line of lines) {
    const queue = queues.get(line.source);
    if (queue === undefined) queues.set(line.source, [line]);
    else queue.push(line);
  }
  if (queues.size < 2) return lines;
  const heads = [...queues.values()].map((queue) => ({ queue, next: 0 }));
  const merged: BatchLine[] = [];
  while (merged.length < lines.length) {
    let best: (typeof heads)[number] | undefined;
    let bestAt = Infinity;
    for (const head of heads) {
      const line = head.queue[head.next];
      if (line === undefined) continue;
      const at = line.at ?? -Infinity;
      if (best === undefined || at < bestAt) [best, bestAt] = [head, at];
    }
    const line = best?.queue[best.next];
    if (best === undefined || line === undefined) break;
    merged.push(line);
    best.next += 1;
  }
  return merged;
}
