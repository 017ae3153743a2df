import type { BuildStage } from '../core.ts';

/** Makes lines for people of what a build says. */
export interface BuildLines {
  add(stage: BuildStage): void;
  /** Tells what has no line end yet. */
  flush(): void;
}

/** Steps that run side by side are told apart by a number, as `docker build --progress=plain` does it. */
export function createBuildLines(tell: (line: string, stream: 'stdout' | 'stderr') => void): BuildLines {
  const numbers = new Map<string, number>();
  const unfinished = new Map<number, { text: string; stream: 'stdout' | 'stderr' }>();
  const numberOf = (id: string): number => {
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return number;
  };
  const print = (number: number, text: string, stream: 'stdout' | 'stderr'): void => {
    const lines = ((unfinished.get(number)?.text ?? '') + text).split('\n');
    unfinished.set(number, { text: lines.pop() ?? '', stream });
    for (const line of lines) tell(`#${number} ${line}`, stream);
  };
  const flush = (number: number): void => {
    const rest = unfinished.get(number);
    unfinished.delete(number);
    if (rest !== undefined && rest.text !== '') tell(`#${number} ${rest.text}`, rest.stream);
  };

  return {
    flush: () => {
      for (const number of [...unfinished.keys()]) flush(number);
    },
    add: (stage) => {
      if (stage.stage === 'note') tell(stage.text, 'stdout');
      if (stage.stage !== 'build') return;
      const { progress } = stage;
      if (progress.kind === 'output') print(numberOf(progress.id), progress.text, progress.stream);
      if (progress.kind !== 'step') return;
      // A step from the cache is told once, when it is over.
      const isNew = !numbers.has(progress.id);
      const number = numberOf(progress.id);
      flush(number);
      if (isNew) tell(`#${number} ${progress.name}`, 'stdout');
      if (progress.state === 'running') return;
      const { durationMs } = progress;
      const after = durationMs === undefined ? '' : ` after ${(durationMs / 1000).toFixed(2)} s`;
      tell(`#${number} ${progress.state}${after}`, 'stdout');
    },
  };
}
