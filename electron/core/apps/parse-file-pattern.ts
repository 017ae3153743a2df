import { isAcceptedGlob } from '../releases/context/check-glob-syntax.ts';
import { compilePattern } from '../releases/context/compile-pattern.ts';
import { bad, good, shown, type Parsed } from './parsed.ts';

/** A pattern as in `.dockerignore`, from the container's root; a leading slash may be there or not. */
export function parseFilePattern(raw: unknown): Parsed<string> {
  if (typeof raw !== 'string' || raw.trim() === '')
    return bad(`must be a pattern, not ${shown(raw)}`, EXAMPLE);
  const pattern = raw.trim().replace(/^\/+/, '').replace(/\/+$/, '');
  if (pattern === '' || pattern === '**') return bad(`would pass over every file: ${shown(raw)}`, EXAMPLE);
  if (pattern.startsWith('!')) return bad('begins with `!`, and there are no exceptions here', EXAMPLE);
  try {
    compilePattern(pattern);
    if (isAcceptedGlob(pattern)) return good(pattern);
  } catch {
    // Said below: what the expression's own error says is about its inner form.
  }
  return bad(`is not a pattern: ${shown(raw)}`, EXAMPLE);
}

const EXAMPLE = 'Write for example `/var/lib/app/cache` or `**/*.pid`.';
