/**
 * Round values from 0 to at least `most`, in steps of 1, 2 or 5 times a power of ten.
 * @param count about how many steps are wanted
 * @see Heckbert, Nice Numbers for Graph Labels, in Graphics Gems (1990)
 */
export function niceTicks(most: number, count: number): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
  const steps = Math.ceil(most / step - 1e-9);
  return Array.from({ length: steps + 1 }, (_, place) => place * step);
}
