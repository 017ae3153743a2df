import { PassThrough, Writable } from 'node:stream';
import type { CliIo } from '../../../electron/cli/cli.ts';
import type { InterruptSignal } from '../../../electron/cli/interruption.ts';
import { runCli } from '../../../electron/cli/run-cli.ts';
import type { TextStream } from '../../../electron/cli/terminal/text-stream.ts';
import type { Core } from '../../../electron/core/core.ts';
import type { HistoryFiles } from '../../../electron/core/history/history-files.ts';
import { createFakeCore } from './fake-core.ts';
import { NOW } from './sample-records.ts';

export interface LineResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface LineOptions {
  readonly core?: Core;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** A person sits at a terminal of this size. */
  readonly terminal?: { readonly columns: number; readonly rows: number };
  /** What that person types. */
  readonly typed?: string;
  readonly onSignals?: (send: (signal: InterruptSignal) => void) => void;
  readonly ticks?: () => number;
  readonly stdout?: TextStream;
  readonly createCore?: CliIo['createCore'];
  readonly historyFiles?: HistoryFiles;
}

/** Runs one command line as the process would, and returns what it printed. */
export async function runLine(
  line: string | readonly string[],
  options: LineOptions = {},
): Promise<LineResult> {
  const stdout = new CapturedStream(options.terminal);
  const stderr = new CapturedStream(options.terminal);
  const stdin: PassThrough & { isTTY?: boolean } = new PassThrough();
  if (options.terminal) stdin.isTTY = true;
  if (options.typed !== undefined) stdin.end(options.typed);
  const ticks = options.ticks ?? (() => performance.now());
  const io: CliIo = {
    stdout: options.stdout ?? stdout,
    stderr,
    stdin,
    env: options.env ?? {},
    cwd: options.cwd ?? '/',
    clock: { now: () => NOW, ticks, sleep: () => Promise.resolve() },
    signals: {
      listen: (listener) => {
        options.onSignals?.(listener);
        return () => undefined;
      },
    },
    historyFiles: () =>
      options.historyFiles === undefined
        ? Promise.reject(new Error('the history was to be touched as files'))
        : Promise.resolve(options.historyFiles),
    createCore: options.createCore ?? (() => Promise.resolve(options.core ?? createFakeCore())),
  };
  const words = typeof line === 'string' ? line.split(' ').filter((word) => word !== '') : line;
  const exitCode = await runCli(words, io);
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

/** A stream that keeps what is written to it, and may pass for a terminal. */
export class CapturedStream extends Writable {
  readonly isTTY: boolean;
  columns: number;
  rows: number;
  readonly #chunks: string[] = [];

  constructor(terminal?: { readonly columns: number; readonly rows: number }) {
    super();
    this.isTTY = terminal !== undefined;
    this.columns = terminal?.columns ?? 80;
    this.rows = terminal?.rows ?? 24;
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    this.#chunks.push(chunk.toString());
    done();
  }

  text(): string {
    return this.#chunks.join('');
  }
}
