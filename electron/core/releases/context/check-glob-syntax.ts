/** One character of a pattern: whether it matches the character given. */
type CharTest = (char: string) => boolean;

interface Chunk {
  readonly tests: readonly CharTest[];
  /** Position after the chunk: at a `*` or at the end. */
  readonly end: number;
}

/**
 * Whether Docker accepts a pattern when it reads the ignore file, which is whether `filepath.Match(pattern, ".")` of Go
 * gives no error. That function stops at the first part between two `*` that does not match, so a mistake further on
 * (`*.[a-]`) is not seen here; the regular expression made of the pattern may still be refused when it is first needed.
 */
export function isAcceptedGlob(pattern: string): boolean {
  const chars = Array.from(pattern);
  let name = '.';
  for (let at = 0; at < chars.length;) {
    const star = chars[at] === '*';
    while (chars[at] === '*') at++;
    if (at === chars.length) return true;
    const chunk = readChunk(chars, at);
    if (chunk === undefined) return false;
    const rest = matchChunk(chunk, name, star, chunk.end === chars.length);
    if (rest === undefined) return true;
    name = rest;
    at = chunk.end;
  }
  return true;
}

/** What is left of the name after the chunk, undefined when it does not match. After a star it may begin anywhere. */
function matchChunk({ tests }: Chunk, name: string, star: boolean, last: boolean): string | undefined {
  for (let skip = 0; skip <= (star ? name.length : 0); skip++) {
    const tail = name.slice(skip);
    const rest = tail.slice(tests.length);
    const hit = tests.length <= tail.length && tests.every((test, index) => test(tail.charAt(index)));
    if (hit && (rest === '' || !last)) return rest;
  }
  return undefined;
}

/** Reads up to the next `*` outside of a class; undefined for a bad pattern. */
function readChunk(chars: readonly string[], start: number): Chunk | undefined {
  const tests: CharTest[] = [];
  let at = start;
  while (at < chars.length && chars[at] !== '*') {
    if (chars[at] === '[') {
      const found = readClass(chars, at + 1);
      if (found === undefined) return undefined;
      tests.push(found.test);
      at = found.end;
    } else if (chars[at] === '?') {
      tests.push(() => true);
      at++;
    } else {
      if (chars[at] === '\\') at++;
      const expected = chars[at];
      if (expected === undefined) return undefined;
      tests.push((char) => char === expected);
      at++;
    }
  }
  return { tests, end: at };
}

function readClass(chars: readonly string[], start: number): { test: CharTest; end: number } | undefined {
  const negated = chars[start] === '^';
  const ranges: (readonly [string, string])[] = [];
  let at = negated ? start + 1 : start;
  while (ranges.length === 0 || chars[at] !== ']') {
    const low = readMember(chars, at);
    if (low === undefined) return undefined;
    const high = chars[low.end] === '-' ? readMember(chars, low.end + 1) : low;
    if (high === undefined) return undefined;
    ranges.push([low.char, high.char]);
    at = high.end;
  }
  const test: CharTest = (char) => ranges.some(([low, high]) => low <= char && char <= high) !== negated;
  return { test, end: at + 1 };
}

/** One character of a class; undefined where it is missing, or where nothing follows it. */
function readMember(chars: readonly string[], start: number): { char: string; end: number } | undefined {
  if (chars[start] === '-' || chars[start] === ']') return undefined;
  const at = chars[start] === '\\' ? start + 1 : start;
  const char = chars[at];
  return char === undefined || at + 1 >= chars.length ? undefined : { char, end: at + 1 };
}
