import type { BuildStage } from '../core.ts';
import { createTextTail } from '../engine/build/text-tail.ts';
import { createBuildLines } from './build-lines.ts';

/** How much of a build's log is kept, in characters. */
export const BUILD_LOG_LIMIT = 4 * 1024 * 1024;

/** Gathers what a build says into the text that history keeps. */
export interface BuildLog {
  add(stage: BuildStage): void;
  /** A line of ours, for example why it ended. */
  note(text: string): void;
  text(): string;
}

export function createBuildLog(): BuildLog {
  const tail = createTextTail(BUILD_LOG_LIMIT);
  const note = (text: string): void => tail.append(`${text}\n`);
  const lines = createBuildLines(note);
  return {
    note,
    add: (stage) => lines.add(stage),
    text: () => {
      lines.flush();
      return tail.text();
    },
  };
}
