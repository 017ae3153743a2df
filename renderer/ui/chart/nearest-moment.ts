/** The moment whose place is nearest to `across`, both in pixels. */
export function nearestMoment(
  moments: readonly number[],
  x: (at: number) => number,
  across: number,
): number | undefined {
  let best: number | undefined;
  for (const at of moments)
    if (best === undefined || Math.abs(x(at) - across) < Math.abs(x(best) - across)) best = at;
  return best;
}
