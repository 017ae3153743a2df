import { translateRegExp } from './translate-regexp.ts';

/** Tells whether one pattern matches a path (relative, `/` between segments). */
export type PathTest = (path: string) => boolean;

/**
 * What `patternmatcher` escapes. It means to escape `|`, `{` and `}` as well, but its table has no room for characters
 * beyond 63; so in a pattern with a wildcard they keep their meaning in Docker, and here.
 */
const ESCAPED = new Set('.+()$');

/**
 * Compiles one cleaned pattern exactly as `Pattern.compile` and `Pattern.match` of moby/patternmatcher 0.6 do, with
 * their shortcuts, since these are visible: `**foo` is a plain suffix and matches `barfoo`, `**foo*` is an expression
 * and does not. Throws a SyntaxError where Go's regexp package refuses the result.
 */
export function compilePattern(pattern: string): PathTest {
  const { kind, source } = classify(pattern);
  switch (kind) {
    case 'exact':
      return (path) => path === pattern;
    case 'prefix': {
      const prefix = pattern.slice(0, -2);
      return (path) => path.startsWith(prefix);
    }
    case 'suffix': {
      const suffix = pattern.slice(2);
      const whole = suffix.startsWith('/') ? suffix.slice(1) : undefined;
      return (path) => path.endsWith(suffix) || path === whole;
    }
    case 'expression': {
      const expression = translateRegExp(source);
      return (path) => expression.test(path);
    }
  }
}

const ANY_FOLDERS = '(.*/)?';

type Kind = 'exact' | 'prefix' | 'suffix' | 'expression';

/** How to match, and for an expression the regular expression in Go's syntax. */
function classify(pattern: string): { kind: Kind; source: string } {
  const chars = Array.from(pattern);
  let kind: Kind = 'exact';
  let source = '^';
  for (let at = 0; at < chars.length; at++) {
    const start = at;
    const char = chars[at] ?? '';
    if (char === '*' && chars[at + 1] === '*') {
      at += chars[at + 2] === '/' ? 2 : 1;
      if (at + 1 < chars.length) {
        // Twice in a row means the same as once, and backtracking through many would take very long.
        if (!source.endsWith(ANY_FOLDERS)) source += ANY_FOLDERS;
        kind = 'expression';
      } else if (kind === 'exact') {
        kind = 'prefix';
      } else {
        source += '.*';
        kind = 'expression';
      }
      if (start === 0) kind = 'suffix';
    } else if (char === '*' || char === '?') {
      source += char === '*' ? '[^/]*' : '[^/]';
      kind = 'expression';
    } else if (char === '\\') {
      at++;
      source += `\\${chars[at] ?? ''}`;
      kind = 'expression';
    } else {
      if (char === '[' || char === ']') kind = 'expression';
      source += ESCAPED.has(char) ? `\\${char}` : char;
    }
  }
  return { kind, source: `${source}$` };
}
