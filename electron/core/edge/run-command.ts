import { Failure } from '../runtime/failure.ts';
import type { EdgeLine } from './edge-line.ts';

/**
 * Runs a Runtime API command that says nothing when it succeeds, or one of `expected`. Anything else is `edge.failed` with
 * HAProxy's own words.
 */
export async function command(line: EdgeLine, text: string, expected?: RegExp): Promise<void> {
  const answer = await line.haproxy(text);
  if (answer === '' || expected?.test(answer)) return;
  throw new Failure('edge.failed', `HAProxy refused "${text}": ${answer}`, {
    haproxy: answer,
    command: text,
  });
}
