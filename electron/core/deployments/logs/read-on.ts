import type { Engine, LogLine } from '../../engine/engine.ts';

export interface ReadOnOptions {
  /** Last so many lines, the first time; absent: all. */
  readonly tail?: number;
  readonly follow: boolean;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970, when it is read for the first time. */
  readonly now: number;
}

/** A container's log that can be read on after its stream has ended: it was restarted, or the connection was lost. */
export interface ContainerLog {
  /** From where it ended the last time, without a line twice. */
  read(engine: Engine, options: ReadOnOptions): AsyncIterable<LogLine>;
}

/**
 * Times of lines are known to the millisecond, and the engine gives everything since a time, that time included: of the lines
 * with the last time seen, as many are passed over as have been seen.
 */
export function createContainerLog(id: string): ContainerLog {
  let lastAt: number | undefined;
  let seenAtLast = 0;
  let begun = false;
  const note = (at: number): void => {
    seenAtLast = at === lastAt ? seenAtLast + 1 : 1;
    lastAt = at;
  };
  return {
    async *read(engine, { tail, follow, signal, now }) {
      const from = begun ? { since: lastAt } : { tail };
      // Without a line so far, what comes now is new.
      if (!begun) lastAt = tail === 0 ? now : undefined;
      begun = true;
      let skip = from.since === undefined ? 0 : seenAtLast;
      for await (const line of engine.containers.logs(id, { follow, signal, ...defined(from) })) {
        if (skip > 0 && line.at === from.since) {
          skip -= 1;
          continue;
        }
        if (line.at !== undefined) note(line.at);
        yield line;
      }
    },
  };
}

function defined(from: { readonly since?: number | undefined; readonly tail?: number | undefined }): {
  readonly since?: number;
  readonly tail?: number;
} {
  const { since, tail } = from;
  return { ...(since === undefined ? {} : { since }), ...(tail === undefined ? {} : { tail }) };
}
