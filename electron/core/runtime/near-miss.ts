/**
 * The candidate that somebody probably meant, or undefined when none is near: at most one slip in words up to four
 * letters, two up to eight, three beyond.
 */
export function nearMiss(word: string, candidates: Iterable<string>): string | undefined {
  const typed = plain(word);
  if (typed.length > LONGEST) return undefined;
  const allowed = typed.length <= 4 ? 1 : typed.length <= 8 ? 2 : 3;
  let best: string | undefined;
  let bestDistance = allowed + 1;
  for (const candidate of candidates) {
    const distance = editDistance(typed, plain(candidate));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** "Did you mean `x`?", or undefined. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const near = nearMiss(word, candidates);
  return near === undefined ? undefined : `Did you mean \`${near}\`?`;
}

/**
 * The way out for a name that stands for nothing: the one that was meant, else those that there are, else `otherwise`,
 * which says how to make one.
 */
export function nameWayOut(name: string, known: readonly string[], otherwise: string): string {
  const near = nearMiss(name, known);
  if (near !== undefined) return `Did you mean ${near}?`;
  return known.length > 0 ? `There is ${known.join(', ')}.` : otherwise;
}

/** Nobody's slip of the finger; keeps the quadratic comparison small. */
const LONGEST = 64;

/** `read-only`, `readOnly` and `read_only` are the same word to whoever types. */
function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[-_ ]/g, '');
}

/**
 * Damerau-Levenshtein distance in its optimal string alignment form: insertions, deletions, substitutions and swaps of
 * neighbours, no part of the text being edited twice.
 */
export function editDistance(a: string, b: string): number {
  const width = b.length + 1;
  let beforeLast = new Array<number>(width).fill(0);
  let last = Array.from({ length: width }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column < width; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
