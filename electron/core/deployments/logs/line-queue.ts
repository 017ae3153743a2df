import type { BatchLine } from '../../../../shared/model/log-batch.ts';
import { toFailure, type Failure } from '../../runtime/failure.ts';

/** More is not kept for a taker that is busy: whoever reads the engine waits then, and the engine with him. */
const MOST_LINES = 4000;
const MOST_CHARACTERS = 1024 * 1024;

/** Lines between those who read containers and the one who takes batches. Nothing is ever dropped. */
export interface LineQueue {
  /** Waits only while the queue is full. */
  push(line: BatchLine): Promise<void> | undefined;
  /** Everything that is there; waits for a line, or a nudge. `ended`: nothing will come any more. */
  take(): Promise<readonly BatchLine[] | 'ended'>;
  /** There is something to tell, although no line. */
  nudge(): void;
  end(error?: unknown): void;
}

export function createLineQueue(): LineQueue {
  let lines: BatchLine[] = [];
  let characters = 0;
  let nudged = false;
  let over: { readonly error?: Failure } | undefined;
  let taker = Promise.withResolvers<undefined>();
  let room = Promise.withResolvers<undefined>();
  const full = () => lines.length >= MOST_LINES || characters >= MOST_CHARACTERS;

  const add = (line: BatchLine): void => {
    lines.push(line);
    characters += line.text.length;
    taker.resolve(undefined);
  };
  const addWhenRoom = async (line: BatchLine): Promise<void> => {
    while (full() && over === undefined) await room.promise;
    add(line);
  };

  return {
    push: (line) => {
      if (full()) return addWhenRoom(line);
      add(line);
      return undefined;
    },
    take: async () => {
      while (lines.length === 0 && !nudged) {
        if (over !== undefined) {
          if (over.error !== undefined) throw over.error;
          return 'ended';
        }
        await taker.promise;
        taker = Promise.withResolvers();
      }
      const taken = lines;
      nudged = false;
      lines = [];
      characters = 0;
      room.resolve(undefined);
      room = Promise.withResolvers();
      return taken;
    },
    nudge: () => {
      nudged = true;
      taker.resolve(undefined);
    },
    end: (error) => {
      over ??= error === undefined ? {} : { error: toFailure(error) };
      taker.resolve(undefined);
      room.resolve(undefined);
    },
  };
}
