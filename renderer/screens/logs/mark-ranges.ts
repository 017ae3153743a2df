import type { PlacedRun } from './slice-cells.ts';

export interface MarkedRun extends PlacedRun {
  readonly found: boolean;
}

/**
 * Cuts runs where something was found begins and ends.
 * @param ranges begin and end of each place in the whole line, one after another, ascending
 */
export function markRanges(runs: readonly PlacedRun[], ranges: readonly number[]): MarkedRun[] {
  const marked: MarkedRun[] = [];
  for (const run of runs) {
    const end = run.from + run.text.length;
    let at = run.from;
    const cut = (to: number, found: boolean): void => {
      if (to <= at) return;
      const text = run.text.slice(at - run.from, to - run.from);
      marked.push({ text, style: run.style, from: at, found });
      at = to;
    };
    for (let place = 0; place < ranges.length; place += 2) {
      const [begin, finish] = [ranges[place] ?? 0, ranges[place + 1] ?? 0];
      if (finish <= at) continue;
      if (begin >= end) break;
      cut(begin, false);
      cut(Math.min(finish, end), true);
    }
    cut(end, false);
  }
  return marked;
}
