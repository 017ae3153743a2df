import type { OperationOutput } from '../../../../shared/model/operation.ts';

/** The last lines that an operation printed, for whoever comes late, and for those who read along. */
export interface KeptOutput {
  print(line: OperationOutput): void;
  /** Nothing more comes. */
  end(): void;
  /** From the first line that is kept on, in batches, until the end or the signal's abortion. */
  follow(signal: AbortSignal): AsyncIterable<readonly OperationOutput[]>;
}

const MOST_LINES = 5_000;
/** Counted in characters of text. */
const MOST_SIZE = 1024 * 1024;
/** Room is made for many lines at once: moving the list for each would make a long build quadratic. */
const KEPT_SIZE = 0.9 * MOST_SIZE;
/** A batch that a reader gets at once. */
const BATCH_LINES = 500;

export function keepOutput(): KeptOutput {
  let lines: OperationOutput[] = [];
  /** How many lines went before the first that is kept. */
  let gone = 0;
  let size = 0;
  let ended = false;
  let wake: () => void = () => undefined;
  let news = new Promise<void>((resolve) => (wake = resolve));

  const tell = (): void => {
    wake();
    news = new Promise((resolve) => (wake = resolve));
  };
  const makeRoom = (): void => {
    let drop = 0;
    while (lines.length - drop > MOST_LINES || (size > KEPT_SIZE && drop < lines.length)) {
      size -= lines[drop]?.text.length ?? 0;
      drop += 1;
    }
    lines = lines.slice(drop);
    gone += drop;
  };

  return {
    print: (line) => {
      if (ended) return;
      const text = line.text.length > MOST_SIZE ? `${line.text.slice(0, MOST_SIZE - 1)}…` : line.text;
      lines.push({ ...line, text });
      size += text.length;
      if (lines.length > MOST_LINES + BATCH_LINES || size > MOST_SIZE) makeRoom();
      tell();
    },
    end: () => {
      ended = true;
      tell();
    },
    async *follow(signal) {
      let next = 0;
      signal.addEventListener('abort', tell, { once: true });
      while (!signal.aborted) {
        const waiting = news;
        next = Math.max(next, gone);
        const batch = lines.slice(next - gone, next - gone + BATCH_LINES);
        next += batch.length;
        if (batch.length > 0) yield batch;
        else if (ended) return;
        else await waiting;
      }
    },
  };
}
