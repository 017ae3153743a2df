import type { BuildProgress } from '../build-progress.ts';
import { OUTPUT_TAIL } from './build-outcome.ts';
import type { BuildStreamOutcome } from './build-outcome.ts';
import { errorOf, imageIdOf } from './read-build-record.ts';
import { readJsonLines } from './read-json-lines.ts';
import type { JsonRecord } from './read-json-lines.ts';
import { createTextTail } from './text-tail.ts';
import type { TextTail } from './text-tail.ts';

interface Step {
  readonly id: string;
  /** `[2/5] RUN npm ci`, the way BuildKit writes it. */
  readonly name: string;
  readonly from: boolean;
  readonly startedAt: number;
  readonly tail: TextTail;
  cached: boolean;
}

export interface ClassicListener {
  readonly onProgress: (progress: BuildProgress) => void;
  /** The short id of an intermediate image that this very build made (not one that it found in the cache). */
  readonly onIntermediate: (id: string) => void;
}

/**
 * Follows the answer of the classic builder, which tells its story in text, and gives it the shape that BuildKit's has.
 * `ticks` is a monotonic clock in milliseconds: this builder says no times itself. Throws what `readJsonLines` throws.
 */
export async function followClassic(
  stream: AsyncIterable<Buffer>,
  ticks: () => number,
  { onProgress, onIntermediate }: ClassicListener,
): Promise<BuildStreamOutcome> {
  let step: Step | undefined;
  let image: string | undefined;

  const finish = (state: 'done' | 'failed'): void => {
    if (!step) return;
    const { id, name, cached, startedAt } = step;
    const ended = state === 'done' && cached ? 'cached' : state;
    onProgress({ kind: 'step', id, name, state: ended, durationMs: ticks() - startedAt });
  };
  const failure = (): { readonly step?: string; readonly output: string } => ({
    output: step?.tail.text() ?? '',
    ...(step ? { step: step.name } : {}),
  });

  for await (const record of readJsonLines(stream)) {
    image = imageIdOf(record) ?? image;
    const message = errorOf(record);
    if (message !== undefined) {
      finish('failed');
      return { kind: 'error', message, ...failure() };
    }
    const pulled = pullProgress(record, step?.id);
    if (pulled) onProgress(pulled);
    const text = record['stream'];
    if (typeof text !== 'string') continue;

    const begun = /^Step (\d+)\/(\d+) : (.*)/s.exec(text);
    if (begun) {
      finish('done');
      step = beginStep(begun, ticks());
      onProgress({ kind: 'step', id: step.id, name: step.name, state: 'running' });
      continue;
    }
    if (!step) continue;
    const made = /^ ---> ([0-9a-f]{12,64})\n?$/.exec(text)?.[1];
    if (text.startsWith(' ---> Using cache')) step.cached = true;
    else if (made !== undefined && !step.from && !step.cached) onIntermediate(made);
    if (!isNarration(text)) {
      const output = readOutput(text);
      step.tail.append(output.text);
      onProgress({ kind: 'output', id: step.id, ...output });
    }
  }
  if (image === undefined) return { kind: 'silent', ...failure() };
  finish('done');
  return { kind: 'image', id: image };
}

function beginStep(match: RegExpExecArray, now: number): Step {
  const [, index = '', total = '', instruction = ''] = match;
  return {
    id: `step-${index}`,
    name: `[${index}/${total}] ${instruction.trim()}`,
    from: /^FROM\s/i.test(instruction),
    startedAt: now,
    tail: createTextTail(OUTPUT_TAIL),
    cached: false,
  };
}

/** The builder's own remarks between the lines that the commands print. */
function isNarration(text: string): boolean {
  return (
    text === '\n' ||
    /^ ---> /.test(text) ||
    /^(Removing intermediate container|Successfully built|Successfully tagged) /.test(text)
  );
}

/** The builder marks what came from stderr by colouring it. */
function readOutput(text: string): { readonly stream: 'stdout' | 'stderr'; readonly text: string } {
  const coloured = /^\u001b\[91m(.*)\u001b\[0m$/s.exec(text)?.[1];
  return coloured === undefined ? { stream: 'stdout', text } : { stream: 'stderr', text: coloured };
}

/** A base image that is being pulled: `{status, id, progressDetail: {current, total}}`. */
function pullProgress(record: JsonRecord, step: string | undefined): BuildProgress | undefined {
  const { status, id, progressDetail } = record;
  if (typeof status !== 'string' || typeof id !== 'string' || step === undefined) return undefined;
  if (typeof progressDetail !== 'object' || progressDetail === null) return undefined;
  const { current, total } = progressDetail as { readonly current?: unknown; readonly total?: unknown };
  if (typeof current !== 'number') return undefined;
  const name = `${status} ${id}`;
  return { kind: 'bytes', id: step, name, current, ...(typeof total === 'number' ? { total } : {}) };
}
