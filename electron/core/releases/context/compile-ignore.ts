import { compilePattern } from './compile-pattern.ts';
import type { PathTest } from './compile-pattern.ts';
import { badPattern, parseIgnoreFile } from './parse-ignore-file.ts';
import type { IgnoreRule } from './parse-ignore-file.ts';

/**
 * Decides which paths stay out of a context. A walk hands the verdict on a folder to the paths inside it, because a
 * pattern that matches a folder goes on matching below it.
 */
export interface IgnoreMatcher {
  /** `path` is relative to the context, `/` between segments; `parent` is absent for what lies in the context itself. */
  match(path: string, parent?: IgnoreVerdict): IgnoreVerdict;
  /** Whether anything inside an ignored folder can be kept by an exception, so that it must be looked at. */
  mayKeepBelow(folder: string): boolean;
}

export interface IgnoreVerdict {
  readonly ignored: boolean;
  /** By rule: whether it matched the path or a folder above it. */
  readonly matched: readonly boolean[];
}

interface CompiledRule {
  readonly exception: boolean;
  readonly test: PathTest;
}

/** Keeps everything. */
export const keepAll: IgnoreMatcher = compileIgnore('');

/**
 * Compiles the text of an ignore file. Decides as BuildKit's client does: `MatchesUsingParentResults` of
 * moby/patternmatcher 0.6 along the walk of tonistiigi/fsutil. (The classic client looks into fewer ignored folders: it
 * misses what `!**` with a wildcard would keep there.) Throws IgnoreSyntaxError for what Docker refuses,
 * some of it not before the pattern is first needed in `match`.
 */
export function compileIgnore(text: string, options: { readonly windows?: boolean } = {}): IgnoreMatcher {
  const parsed = parseIgnoreFile(text, options.windows ?? false);
  const rules = parsed.map(compileRule);
  const exceptions = parsed.filter((rule) => rule.exception).map((rule) => stripTrailingGlob(rule.pattern));
  const onlyPlainExceptions = !exceptions.some((pattern) => /[*[\]?^\\]/u.test(pattern));
  return {
    match: (path, parent) => matchPath(rules, path, parent),
    mayKeepBelow: (folder) =>
      exceptions.length > 0 &&
      (!onlyPlainExceptions || exceptions.some((pattern) => `${pattern}/`.startsWith(`${folder}/`))),
  };
}

/** Compiled when first needed: a broken exception that nothing calls for does not stop a build in Docker either. */
function compileRule({ pattern, exception, line }: IgnoreRule): CompiledRule {
  let compiled: PathTest | undefined;
  const test: PathTest = (path) => {
    try {
      compiled ??= compilePattern(pattern);
    } catch {
      throw badPattern(line, pattern);
    }
    return compiled(path);
  };
  return { exception, test };
}

function matchPath(
  rules: readonly CompiledRule[],
  path: string,
  parent: IgnoreVerdict | undefined,
): IgnoreVerdict {
  let ignored = false;
  const matched = new Array<boolean>(rules.length).fill(false);
  for (const [index, rule] of rules.entries()) {
    // A rule that could not change the verdict is not asked, and then counts as not matching below this folder either.
    const hit = parent?.matched[index] === true || (rule.exception === ignored && rule.test(path));
    if (!hit) continue;
    matched[index] = true;
    ignored = !rule.exception;
  }
  return { ignored, matched };
}

function stripTrailingGlob(pattern: string): string {
  return pattern.replace(/\/\*\*$/u, '').replace(/\/\*$/u, '');
}
