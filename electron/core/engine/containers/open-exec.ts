import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { PassThrough, Writable } from 'node:stream';
import { z } from 'zod';
import type { EngineConnection } from '../engine-connection.ts';
import type { ExecOptions, ExecStream } from '../engine.ts';
import { apiPath, LIMIT } from '../http/engine-request.ts';
import { timedOut } from '../http/explain-fault.ts';
import { demultiplexOutput } from '../output/demultiplex-output.ts';
import { socketChunks } from '../output/socket-chunks.ts';

/**
 * Runs a command in a container and talks with it. Ending `stdin` closes the command's standard input and leaves its
 * output open. `stdout` and `stderr` share one connection: one that is not read holds up the other once some 16 KiB wait.
 * They end, and `closed` resolves, however the stream was ended; neither ever fails, so nobody has to listen for errors.
 */
export async function openExec(
  connection: EngineConnection,
  container: string,
  command: readonly string[],
  options: ExecOptions = {},
): Promise<ExecStream> {
  const { socket } = await startExec(connection, container, command, options, true);
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const timer = limitTime(connection, socket, container, options.timeoutMs);
  const finished = distribute(connection, socket, container, options, { stdout, stderr });
  const closed = finished
    .catch((error: unknown) => {
      connection.log.debug('an exec stream broke', { container, reason: String(error) });
    })
    .then(() => {
      clearTimeout(timer);
      socket.destroy();
      stdout.end();
      stderr.end();
    });
  return { stdin: stdinOf(socket), stdout, stderr, closed, close: () => void socket.destroy() };
}

/** Two requests: the API knows no shorter way. */
export async function startExec(
  { http }: EngineConnection,
  container: string,
  command: readonly string[],
  options: ExecOptions,
  stdin: boolean,
): Promise<{ readonly id: string; readonly socket: Duplex }> {
  const about = execSubject(container, command);
  const { Id: id } = await http.json(
    {
      method: 'POST',
      path: apiPath('containers', container, 'exec'),
      json: {
        AttachStdin: stdin,
        AttachStdout: true,
        AttachStderr: true,
        Cmd: command,
        ...(options.user === undefined ? {} : { User: options.user }),
      },
      signal: options.signal,
      limitMs: LIMIT.question,
      about,
    },
    z.object({ Id: z.string() }),
  );
  const { socket } = await http.hijack({
    method: 'POST',
    path: apiPath('exec', id, 'start'),
    json: { Detach: false, Tty: false },
    signal: options.signal,
    limitMs: LIMIT.firstByte,
    about,
  });
  return { id, socket };
}

/** Only the program is named: arguments may hold what does not belong into messages. */
export function execSubject(container: string, command: readonly string[]) {
  return { kind: 'container', doing: `run ${command[0] ?? 'a command'} in container ${container}` } as const;
}

/** Ends the stream when its time is over; the command itself goes on until it sees its streams closed. */
export function limitTime(
  connection: EngineConnection,
  socket: Duplex,
  container: string,
  timeoutMs: number | undefined,
): NodeJS.Timeout | undefined {
  if (timeoutMs === undefined) return undefined;
  return setTimeout(
    () => socket.destroy(timedOut(timeoutMs, connection.endpoint, execSubject(container, ['a command']))),
    timeoutMs,
  );
}

async function distribute(
  connection: EngineConnection,
  socket: Duplex,
  container: string,
  options: ExecOptions,
  outputs: Readonly<Record<'stdout' | 'stderr', PassThrough>>,
): Promise<void> {
  const about = execSubject(container, ['a command']);
  const chunks = socketChunks(socket, connection.endpoint, about, options.signal);
  for await (const { stream, data } of demultiplexOutput(chunks, 'frames')) {
    const output = outputs[stream];
    // Copied: a piece is a view of a chunk that the next read may share.
    if (!output.destroyed && !output.write(data)) await drained(output, socket);
  }
}

/** An output that its reader destroyed, and a connection that is over, never drain. */
async function drained(output: PassThrough, socket: Duplex): Promise<void> {
  const ended = new AbortController();
  const { signal } = ended;
  try {
    await Promise.race([
      once(output, 'drain', { signal }),
      once(output, 'close', { signal }),
      once(socket, 'close', { signal }),
    ]);
  } finally {
    ended.abort();
  }
}

function stdinOf(socket: Duplex): Writable {
  const stdin = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (socket.destroyed) done();
      else socket.write(chunk, () => done());
    },
    final(done) {
      if (socket.destroyed) done();
      else socket.end(() => done());
    },
  });
  // A write that comes too late is not worth more than the end of the stream, which `closed` tells.
  socket.once('close', () => stdin.destroy());
  return stdin;
}
