import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** One thing that is wrong with an input. Never holds a value. */
export interface InputProblem {
  /** `filter.states[2]`; empty: the input as a whole. */
  readonly path: string;
  readonly expected: string;
}

/** The first ones say enough. */
const MOST_PROBLEMS = 5;
const MOST_CHARACTERS = 200;
const MOST_KEY_CHARACTERS = 40;

export function describeIssues(issues: readonly Issue[]): readonly InputProblem[] {
  return issues.slice(0, MOST_PROBLEMS).map((issue) => ({
    path: cut(pathOf(issue.path)),
    expected: cut(expectedBy(issue)),
  }));
}

function expectedBy(issue: Issue): string {
  if (issue.code === 'unrecognized_keys')
    return `does not know ${issue.keys.slice(0, MOST_PROBLEMS).map(quoteKey).join(', ')}`;
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
  if (issue.code === 'invalid_value') return `expected ${issue.values.map(String).join(' or ')}`;
  return issue.message.replace(/^(?:Invalid input|Too (?:big|small)): /, '');
}

function quoteKey(key: string): string {
  return JSON.stringify(key.length > MOST_KEY_CHARACTERS ? `${key.slice(0, MOST_KEY_CHARACTERS)}…` : key);
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`,
    )
    .join('');
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
