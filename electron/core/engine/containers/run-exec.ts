import { z } from 'zod';
import { Failure } from '../../runtime/failure.ts';
import type { EngineConnection } from '../engine-connection.ts';
import type { ExecOptions, ExecResult } from '../engine.ts';
import { apiPath, LIMIT } from '../http/engine-request.ts';
import { demultiplexOutput } from '../output/demultiplex-output.ts';
import { socketChunks } from '../output/socket-chunks.ts';
import { execSubject, limitTime, startExec } from './open-exec.ts';

/** Of each stream so much is kept; a command that prints more still runs to its end. */
const KEPT_BYTES = 8 * 1024 * 1024;

/**
 * Runs a command to its end. A command that cannot be started has exit code 126 or 127 and the reason in its output, as
 * in a shell. Rejects with `engine.timeout` after `timeoutMs` (the command itself may go on).
 */
export async function runExec(
  connection: EngineConnection,
  container: string,
  command: readonly string[],
  options: ExecOptions = {},
): Promise<ExecResult> {
  const { id, socket } = await startExec(connection, container, command, options, false);
  const timer = limitTime(connection, socket, container, options.timeoutMs);
  const kept = { stdout: createKeeper(), stderr: createKeeper() };
  try {
    const chunks = socketChunks(socket, connection.endpoint, execSubject(container, command), options.signal);
    for await (const { stream, data } of demultiplexOutput(chunks, 'frames')) kept[stream].add(data);
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
  const exitCode = await readExitCode(connection, id, container, command, options);
  return { exitCode, stdout: kept.stdout.text(), stderr: kept.stderr.text() };
}

/** The engine may close the streams a moment before it notes that the command has ended. */
const NOTED_WITHIN_MS = 5000;

async function readExitCode(
  { http, clock, endpoint }: EngineConnection,
  id: string,
  container: string,
  command: readonly string[],
  options: ExecOptions,
): Promise<number> {
  const about = execSubject(container, command);
  const begin = clock.ticks();
  for (let pause = 1; ; pause = Math.min(pause * 2, 100)) {
    const { Running, ExitCode } = await http.json(
      {
        method: 'GET',
        path: apiPath('exec', id, 'json'),
        signal: options.signal,
        limitMs: LIMIT.question,
        about,
      },
      z.object({ Running: z.boolean(), ExitCode: z.number().nullish() }),
    );
    if (!Running && typeof ExitCode === 'number') return ExitCode;
    if (clock.ticks() - begin > NOTED_WITHIN_MS)
      throw new Failure(
        'engine.cut',
        `The connection to ${endpoint} ended while the command still ran in container ${container}.`,
        { endpoint },
        { retry: true },
      );
    await clock.sleep(pause, options.signal);
  }
}

function createKeeper() {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return {
    add: (data: Buffer): void => {
      const fitting = data.subarray(0, KEPT_BYTES - bytes);
      if (fitting.length === 0) return;
      bytes += fitting.length;
      chunks.push(fitting);
    },
    text: (): string => Buffer.concat(chunks).toString('utf8'),
  };
}
