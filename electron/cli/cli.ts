import type { Readable } from 'node:stream';
import type { Core, Via } from '../core/core.ts';
import type { HistoryFiles } from '../core/history/history-files.ts';
import type { Clock } from '../core/runtime/clock.ts';
import { createLineLog } from '../core/runtime/line-log.ts';
import type { Log } from '../core/runtime/log.ts';
import { EXIT } from './exit-codes.ts';
import { listenForInterruption, type Interruption, type SignalSource } from './interruption.ts';
import { askYesNo } from './terminal/ask-yes-no.ts';
import { cleanText } from './terminal/clean-text.ts';
import { openTextOutput, type TextOutput } from './terminal/text-output.ts';
import type { TextStream } from './terminal/text-stream.ts';

/** What the process gives to a command line. */
export interface CliIo {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the folder that the command was given in. */
  readonly cwd: string;
  readonly clock: Clock;
  readonly signals: SignalSource;
  readonly createCore: (via: Via, log?: Log) => Promise<Core>;
  /** The history as files, for when it cannot be opened. */
  readonly historyFiles: () => Promise<HistoryFiles>;
}

/** What a command has to work with. */
export interface Cli {
  readonly io: CliIo;
  /** For people: standard output, or standard error when that one is kept for the document. */
  readonly out: TextOutput;
  readonly json: boolean;
  /** Somebody sits there who can be asked. */
  readonly attended: boolean;
  /**
   * Opened at the first call; `via` says who calls it, which is recorded with each deployment. Default: `cli`. `log`: given by
   * commands that go on until they are ended; what goes wrong meanwhile is nobody's answer.
   */
  readonly core: (via?: Via, log?: Log) => Promise<Core>;
  /** Warnings, a line each, on standard error. */
  readonly log: Log;
  /**
   * The signal that an interruption aborts. Whoever asks for it is waited for after an interruption; a command that does
   * not is left at once.
   */
  readonly abortSignal: () => AbortSignal;
  /** The one JSON document of the command, when one was asked for. */
  readonly document: (value: object) => void;
  /** One line of JSON, of a command whose answer has no end. */
  readonly record: (value: object) => void;
  /** Aborted when nobody reads standard output any more. */
  readonly gone: AbortSignal;
  /** Notices and errors: standard error, or above what is being redrawn. */
  readonly say: (text: string) => void;
  readonly ask: (question: string) => Promise<boolean>;
  /** How the process is to end; the default is 0. */
  readonly end: (exitCode: number) => void;
}

export interface OpenCli extends Cli {
  readonly interruption: Interruption;
  readonly err: TextOutput;
  readonly standardOut: TextOutput;
  readonly exitCode: () => number;
  /** A command has asked for the abort signal and cleans up by itself. */
  readonly careful: () => boolean;
  readonly close: () => Promise<void>;
}

/** A stopped terminal (Ctrl-S, a sleeping connection) does not keep the process longer than this. */
const FLUSH_MS = 1000;

export function openCli(json: boolean, io: CliIo): OpenCli {
  const standardOut = openTextOutput(io.stdout, io.env);
  const err = openTextOutput(io.stderr, io.env);
  const out = json ? err : standardOut;
  const say = (text: string) => (out.busy() ? out : err).line(text, 2);
  const interruption = listenForInterruption(io.signals, () => io.clock.ticks(), say);
  let core: Promise<Core> | undefined;
  let exitCode: number = EXIT.done;
  let careful = false;
  return {
    io,
    out,
    err,
    standardOut,
    json,
    attended: !json && out.interactive && io.stdin.isTTY === true,
    interruption,
    core: (via = 'cli', log) => (core ??= io.createCore(via, log)),
    log: createLineLog((line) => err.write(`${cleanText(line)}\n`)),
    abortSignal: () => {
      careful = true;
      return interruption.signal;
    },
    careful: () => careful,
    document: (value) => {
      if (json) standardOut.write(`${JSON.stringify(value, undefined, 2)}\n`);
    },
    record: (value) => standardOut.write(`${JSON.stringify(value)}\n`),
    gone: standardOut.closed,
    say,
    ask: (question) => askYesNo(question, { stdin: io.stdin, out }, interruption.signal),
    end: (code) => {
      exitCode = code;
    },
    exitCode: () => exitCode,
    close: async () => {
      out.settle();
      const opened = await core?.catch(() => undefined);
      await opened?.close();
      interruption.dispose();
      await Promise.all([standardOut.flush(FLUSH_MS), err.flush(FLUSH_MS)]);
    },
  };
}
