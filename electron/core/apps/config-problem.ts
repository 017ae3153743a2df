import { basename } from 'node:path';
import { Failure } from '../runtime/failure.ts';

/** One thing that is wrong with a file, and where. Lines and columns count from 1. */
export interface ConfigProblem {
  readonly line: number;
  readonly column: number;
  /** Path of the key, for example `environments.prod.publish`; empty: the file as a whole. */
  readonly key: string;
  /** Continues the sentence "KEY …". */
  readonly message: string;
  /** A sentence: what to write instead. */
  readonly suggestion?: string;
}

/** `config.invalid` with every problem, in the order of the file, in the message and in `details.problems`. */
export function invalidConfig(file: string, problems: readonly ConfigProblem[]): Failure {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const lines = sorted.map((problem) => describeProblem(file, problem));
  const [first = `${file} cannot be used.`] = lines;
  const message =
    lines.length === 1 ? first : `${basename(file)} has ${lines.length} problems.\n${lines.join('\n')}`;
  return new Failure('config.invalid', message, { file, problems: sorted });
}

/** `/srv/web/twinberth.yaml:3:1: replcas is not a known key. Did you mean `replicas`?` */
export function describeProblem(file: string, problem: ConfigProblem): string {
  const { line, column, key, message, suggestion } = problem;
  const sentence = [key, message].filter((part) => part !== '').join(' ');
  return `${file}:${line}:${column}: ${sentence}.${suggestion === undefined ? '' : ` ${suggestion}`}`;
}

/** A key path as people write it: `volumes[0]`, `environments.prod.health.path`. */
export function formatKeyPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`,
    )
    .join('');
}
