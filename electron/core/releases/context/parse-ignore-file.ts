import { posix } from 'node:path';
import { isAcceptedGlob } from './check-glob-syntax.ts';

/** One pattern of an ignore file, cleaned the way Docker cleans it. */
export interface IgnoreRule {
  /** 1-based line of the file. */
  readonly line: number;
  /** Without the leading `!`; segments are separated by `/`. */
  readonly pattern: string;
  /** The pattern began with `!`: what it matches is kept after all. */
  readonly exception: boolean;
}

/** A line that Docker refuses too. */
export class IgnoreSyntaxError extends Error {
  readonly line: number;

  constructor(line: number, problem: string) {
    super(problem);
    this.line = line;
  }
}

export function badPattern(line: number, pattern: string): IgnoreSyntaxError {
  return new IgnoreSyntaxError(line, `"${pattern}" is not a valid pattern`);
}

/** `unicode.IsSpace` of Go, which differs from what `trim` takes for white space (U+0085 in, U+FEFF out). */
const GO_SPACE = String.raw`[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]`;
const OUTER_SPACE = new RegExp(`^${GO_SPACE}+|${GO_SPACE}+$`, 'gu');

/**
 * The rules of an ignore file in its order. Follows `ignorefile.ReadAll` and `patternmatcher.New` of
 * moby/patternmatcher 0.6: a comment begins with `#` in the very first column, a byte order mark is dropped, outer
 * white space is trimmed, paths are cleaned, and one leading slash is removed.
 *
 * `windows` takes `\` for a separator, as Docker does there; elsewhere it escapes. Throws IgnoreSyntaxError.
 */
export function parseIgnoreFile(text: string, windows: boolean): readonly IgnoreRule[] {
  const rules: IgnoreRule[] = [];
  for (const [index, raw] of text
    .replace(/^\ufeff/u, '')
    .split('\n')
    .entries()) {
    const rule = parseLine(raw.replace(/\r$/u, ''), index + 1, windows);
    if (rule !== undefined) rules.push(rule);
  }
  return rules;
}

function parseLine(raw: string, line: number, windows: boolean): IgnoreRule | undefined {
  if (raw.startsWith('#')) return undefined;
  const trimmed = trim(raw);
  if (trimmed === '') return undefined;
  const inverted = trimmed.startsWith('!');
  const body = readPath(inverted ? trim(trimmed.slice(1)) : trimmed, windows);
  // Docker cleans a second time with the `!` in place, which is why `!/` is refused rather than matching nothing.
  const whole = cleanPath(trim(inverted ? `!${body}` : body));
  const exception = whole.startsWith('!');
  const pattern = exception ? whole.slice(1) : whole;
  if (pattern === '') throw new IgnoreSyntaxError(line, '"!" needs a path after it');
  if (!isAcceptedGlob(pattern)) throw badPattern(line, pattern);
  return { line, pattern, exception };
}

function readPath(path: string, windows: boolean): string {
  if (path === '') return '';
  const clean = cleanPath(windows ? path.replaceAll('\\', '/') : path);
  return clean.length > 1 && clean.startsWith('/') ? clean.slice(1) : clean;
}

/** `filepath.Clean` of Go: like `normalize`, and without a trailing slash. */
function cleanPath(path: string): string {
  const clean = posix.normalize(path);
  return clean.length > 1 && clean.endsWith('/') ? clean.slice(0, -1) : clean;
}

function trim(text: string): string {
  return text.replace(OUTER_SPACE, '');
}
