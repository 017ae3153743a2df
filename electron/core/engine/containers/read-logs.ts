import type { EngineConnection } from '../engine-connection.ts';
import type { LogLine, LogOptions } from '../engine.ts';
import { apiPath, LIMIT } from '../http/engine-request.ts';
import { demultiplexOutput } from '../output/demultiplex-output.ts';
import { findFraming } from '../output/find-framing.ts';
import { splitLines } from '../output/split-lines.ts';

/**
 * The lines of a container's log with the engine's times. Leaving the iteration closes the connection, as does the
 * signal; nothing is asked before the first line is wanted.
 */
export async function* readLogs(
  connection: EngineConnection,
  id: string,
  options: LogOptions,
): AsyncGenerator<LogLine, void, undefined> {
  const answer = await connection.http.stream({
    method: 'GET',
    path: apiPath('containers', id, 'logs'),
    query: {
      stdout: true,
      stderr: true,
      timestamps: true,
      follow: options.follow ?? false,
      tail: options.tail,
      since: options.since === undefined ? undefined : (options.since / 1000).toFixed(3),
    },
    signal: options.signal,
    limitMs: LIMIT.firstByte,
    about: { kind: 'container', doing: `read the log of container ${id}` },
  });
  try {
    const framing = await findFraming(connection, answer.headers, id);
    yield* splitLines(demultiplexOutput(answer.body, framing), framing === 'frames' ? 'frame' : 'line');
  } finally {
    answer.close();
  }
}
