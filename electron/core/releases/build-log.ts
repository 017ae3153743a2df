import type { BuildStage } from '../core.ts';
import { createTextTail } from '../engine/build/text-tail.ts';

/** How much of a build's log is kept, in characters. */
export const BUILD_LOG_LIMIT = 4 * 1024 * 1024;

/** Gathers what a build says into the text that history keeps. */
export interface BuildLog {
  add(stage: BuildStage): void;
  /** A line of ours, for example why it ended. */
  note(text: string): void;
  text(): string;
}

/** Steps that run side by side are told apart by a number, as `docker build --progress=plain` does it. */
export function createBuildLog(): BuildLog {
  const tail = createTextTail(BUILD_LOG_LIMIT);
  const numbers = new Map<string, number>();
  const unfinished = new Map<number, string>();
  const numberOf = (id: string): number => {
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return number;
  };
  const note = (text: string): void => tail.append(`${text}\n`);
  const print = (number: number, text: string): void => {
    const lines = ((unfinished.get(number) ?? '') + text).split('\n');
    unfinished.set(number, lines.pop() ?? '');
    for (const line of lines) note(`#${number} ${line}`);
  };
  const flush = (number: number): void => {
    const rest = unfinished.get(number) ?? '';
    unfinished.delete(number);
    if (rest !== '') note(`#${number} ${rest}`);
  };

  return {
    note,
    text: () => {
      for (const number of [...unfinished.keys()]) flush(number);
      return tail.text();
    },
    add: (stage) => {
      if (stage.stage === 'note') note(stage.text);
      if (stage.stage !== 'build') return;
      const { progress } = stage;
      if (progress.kind === 'output') print(numberOf(progress.id), progress.text);
      if (progress.kind !== 'step') return;
      // A step from the cache is told once, when it is over.
      const isNew = !numbers.has(progress.id);
      const number = numberOf(progress.id);
      flush(number);
      if (isNew) note(`#${number} ${progress.name}`);
      if (progress.state === 'running') return;
      const { durationMs } = progress;
      note(
        `#${number} ${progress.state}${durationMs === undefined ? '' : ` after ${(durationMs / 1000).toFixed(2)} s`}`,
      );
    },
  };
}
