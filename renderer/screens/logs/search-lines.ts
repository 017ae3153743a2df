import { MAX_CELLS } from './count-cells.ts';
import { plainText } from './parse-line.ts';

/** Places in a line that are shown as found; more are not told apart by the eye. */
const MAX_RANGES = 64;

/** What was found in a batch of lines, as flat lists of numbers, which are quick to send. */
export interface Findings {
  /** Indices of the lines that match, ascending. */
  readonly hits: number[];
  /** For each of them, how many places are in `ranges`. */
  readonly counts: number[];
  /** Begin and end of each place in its line's plain text. Only those in the part of a line that is shown. */
  readonly ranges: number[];
}

/** @param pattern with the flag `g` */
export function searchLines(pattern: RegExp, lines: readonly string[]): Findings {
  const findings: Findings = { hits: [], counts: [], ranges: [] };
  lines.forEach((line, index) => {
    let found = false;
    let count = 0;
    for (const match of plainText(line).matchAll(pattern)) {
      // `x*` matches nothing everywhere.
      if (match[0] === '') continue;
      found = true;
      const end = match.index + match[0].length;
      if (count === MAX_RANGES || match.index >= MAX_CELLS) break;
      findings.ranges.push(match.index, end);
      count += 1;
    }
    if (!found) return;
    findings.hits.push(index);
    findings.counts.push(count);
  });
  return findings;
}
