import { compilePattern, type PathTest } from '../releases/context/compile-pattern.ts';

/**
 * Whether one of the patterns matches a path, given without its leading slash. They are written as in `.dockerignore`,
 * counted from the container's root: `/var/lib/app/cache`, `**` + `/*.pid`.
 */
export function compileIgnored(patterns: readonly string[]): PathTest {
  const tests = patterns.map((pattern) => compilePattern(pattern.replace(/^\/+/, '').replace(/\/+$/, '')));
  return (path) => tests.some((test) => test(path));
}
