/** The middle of the values, or the mean of the two in the middle; NaN without any. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** By nearest rank: the smallest value that at least this share of them does not exceed; NaN without any. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** How many times as long, or as fast, each pair's first was as its second; the median of that over all pairs. */
export function medianRatio(pairs: readonly (readonly [number, number])[]): number {
  return median(pairs.map(([first, second]) => first / second));
}
