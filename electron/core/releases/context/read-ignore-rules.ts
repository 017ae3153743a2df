import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Failure } from '../../runtime/failure.ts';
import { compileIgnore } from './compile-ignore.ts';
import type { IgnoreMatcher, IgnoreVerdict } from './compile-ignore.ts';
import { errnoOf, unreadable } from './context-failures.ts';
import { IgnoreSyntaxError } from './parse-ignore-file.ts';

export interface IgnoreRules {
  /** Absolute path of the file that holds; undefined where there is none. */
  readonly file: string | undefined;
  readonly text: string;
  readonly matcher: IgnoreMatcher;
}

/**
 * The ignore rules of a context: `<Dockerfile>.dockerignore` where that exists, else `.dockerignore` of the context,
 * else none. They are never added together (BuildKit does the same).
 *
 * `dockerfile` is absolute or relative to the context. Throws `context.invalid` with file and line for a pattern that
 * Docker refuses, `disk.read` when a file is there and cannot be read.
 */
export function readIgnoreRules(
  contextDir: string,
  dockerfile: string,
  options: { readonly windows?: boolean } = {},
): IgnoreRules {
  const beside = `${resolve(contextDir, dockerfile)}.dockerignore`;
  const found = readFirst([beside, join(contextDir, '.dockerignore')]);
  const file = found?.file;
  const text = found?.text ?? '';
  return { file, text, matcher: naming(file ?? '', () => compileIgnore(text, options)) };
}

function readFirst(files: readonly string[]): { file: string; text: string } | undefined {
  for (const file of files) {
    try {
      return { file, text: readFileSync(file, 'utf8') };
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw unreadable(file, error);
    }
  }
  return undefined;
}

/** The matcher, with the file's name in what it throws, now or later. */
function naming(file: string, compile: () => IgnoreMatcher): IgnoreMatcher {
  const named = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof IgnoreSyntaxError)) throw error;
      throw new Failure(
        'context.invalid',
        `${file}, line ${error.line}: ${error.message}. Docker would refuse it too; correct or remove the line.`,
        { path: file, line: error.line },
      );
    }
  };
  const matcher = named(compile);
  return {
    match: (path: string, parent?: IgnoreVerdict) => named(() => matcher.match(path, parent)),
    mayKeepBelow: (folder) => matcher.mayKeepBelow(folder),
  };
}
