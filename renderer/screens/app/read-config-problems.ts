import type { ErrorReply } from '../../../shared/contract/errors.ts';

/** One thing that is wrong with an app's file. */
export interface FileProblem {
  /** Counts from 1. */
  readonly line?: number;
  /** `environments.prod.publish`; empty: the file as a whole. */
  readonly key: string;
  /** `is not a known key. Did you mean replicas?` */
  readonly text: string;
}

/** What the details of `config.invalid` list; empty for any other failure. */
export function readConfigProblems({ details }: ErrorReply): readonly FileProblem[] {
  const { problems } = details;
  return Array.isArray(problems) ? problems.flatMap(readProblem) : [];
}

function readProblem(problem: unknown): FileProblem[] {
  if (typeof problem !== 'object' || problem === null || !('message' in problem)) return [];
  const { line, key, message, suggestion } = problem as Readonly<Record<string, unknown>>;
  const sentences = [`${String(message)}.`, typeof suggestion === 'string' ? suggestion : ''];
  return [
    {
      ...(typeof line === 'number' ? { line } : {}),
      key: typeof key === 'string' ? key : '',
      text: sentences.filter((part) => part !== '').join(' '),
    },
  ];
}

/** The file that a failure is about. */
export function fileOf({ details: { file } }: ErrorReply): string | undefined {
  return typeof file === 'string' ? file : undefined;
}
