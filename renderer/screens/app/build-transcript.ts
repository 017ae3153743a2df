import type { OperationOutput } from '../../../shared/model/operation.ts';
import { plainText } from './plain-text.ts';

/** A step of a build, as its log tells it. */
export interface BuildStep {
  /** `#2` in the log; steps run side by side and are told apart by it. */
  readonly number: number;
  /** `[2/4] RUN npm ci` */
  readonly name: string;
  readonly state: 'running' | 'done' | 'cached' | 'failed';
  readonly seconds?: number;
  /** When its first line was printed; only of a build that is followed. */
  readonly startedAt?: number;
  /** Place of its first line among all that were ever printed. */
  readonly line: number;
}

export interface BuildLine {
  readonly text: string;
  readonly stage: OperationOutput['stage'];
  readonly stream: OperationOutput['stream'];
  /** Number of the step that printed it. */
  readonly step?: number;
}

/** What a build and its test have printed, read as it comes. */
export interface BuildTranscript {
  readonly add: (line: Pick<OperationOutput, 'stage' | 'stream' | 'text'> & { readonly at?: number }) => void;
  /** What there is now; what is added later is not in it. */
  readonly read: () => BuildReading;
}

export interface BuildReading {
  readonly steps: readonly BuildStep[];
  /** The last lines. */
  readonly lines: readonly BuildLine[];
  /** So many before them were let go. */
  readonly dropped: number;
}

export const NOTHING_READ: BuildReading = { steps: [], lines: [], dropped: 0 };

/** Lines and characters that are kept; a build that prints without end must not fill the window's memory. */
const MOST_LINES = 60_000;
const MOST_CHARACTERS = 24_000_000;

export function createBuildTranscript(): BuildTranscript {
  const steps = new Map<number, BuildStep>();
  let lines: BuildLine[] = [];
  let characters = 0;
  let dropped = 0;

  const keep = (line: BuildLine): void => {
    lines.push(line);
    characters += line.text.length;
    if (lines.length <= MOST_LINES && characters <= MOST_CHARACTERS) return;
    // A quarter at a time: letting go of one line for each that comes would move all of them each time.
    const gone = lines.slice(0, Math.ceil(lines.length / 4));
    lines = lines.slice(gone.length);
    dropped += gone.length;
    characters -= gone.reduce((sum, { text }) => sum + text.length, 0);
  };

  return {
    read: () => ({ steps: [...steps.values()], lines: [...lines], dropped }),
    add: ({ stage, stream, text, at }) => {
      const plain = plainText(text);
      const told = stage === 'build' ? readStepLine(plain) : undefined;
      if (told === undefined) {
        keep({ text: plain, stage, stream });
        return;
      }
      const known = steps.get(told.number);
      const line = dropped + lines.length;
      keep({ text: known === undefined ? told.text : `  ${told.text}`, stage, stream, step: told.number });
      if (known === undefined)
        steps.set(told.number, {
          number: told.number,
          name: told.text,
          state: 'running',
          line,
          ...(at === undefined ? {} : { startedAt: at }),
        });
      else if (known.state === 'running') steps.set(told.number, { ...known, ...readEnd(told.text) });
    },
  };
}

/** `#2 added 4 packages` */
function readStepLine(text: string): { readonly number: number; readonly text: string } | undefined {
  const found = /^#(\d+) (.*)$/s.exec(text);
  return found === null ? undefined : { number: Number(found[1]), text: found[2] ?? '' };
}

/** `done after 1.20 s`, `cached`, `failed after 0.31 s`; anything else ends nothing. */
function readEnd(text: string): Pick<BuildStep, 'state' | 'seconds'> | undefined {
  const found = /^(done|cached|failed)(?: after (\d+(?:\.\d+)?) s)?$/.exec(text);
  if (found === null) return undefined;
  const state = found[1] as 'done' | 'cached' | 'failed';
  return found[2] === undefined ? { state } : { state, seconds: Number(found[2]) };
}

/**
 * What kept logs say.
 * @param build of the build, whole
 * @param test what the test printed, whole
 */
export function readKeptLogs(build: string | undefined, test: string | undefined): BuildReading {
  const transcript = createBuildTranscript();
  for (const text of linesOf(build)) transcript.add({ stage: 'build', stream: 'stdout', text });
  for (const text of linesOf(test)) transcript.add({ stage: 'test', stream: 'stdout', text });
  return transcript.read();
}

function linesOf(text: string | undefined): readonly string[] {
  if (text === undefined || text === '') return [];
  return text.replace(/\n$/, '').split('\n');
}
