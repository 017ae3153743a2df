import { formatDuration } from '../../../electron/core/runtime/format-duration.ts';
import { openTextOutput, type TextOutput } from '../../../electron/cli/terminal/text-output.ts';
import type { LoadGenerator, LoadReport } from './load-generator.ts';
import type { TwinberthCommand } from './twinberth-command.ts';

const FLUSH_MS = 5_000;

/** Something went otherwise than it should; the demo ends there. */
export class DemoProblem extends Error {}

/** A command of the demo that is a deployment, with what the load generator saw while it ran. */
export interface Act {
  readonly command: string;
  /** Absent while nobody asked. */
  readonly load?: LoadReport;
  /** Rollbacks: from the start of the command to the first answer of the old version, milliseconds. */
  readonly rollbackMs?: number;
}

/** Where the demo is played: what it says, and the commands that it runs. */
export interface Stage {
  readonly out: TextOutput;
  readonly acts: readonly Act[];
  chapter(title: string): void;
  say(...lines: readonly string[]): void;
  /** Runs a command that is no deployment. Throws DemoProblem unless it ends well. */
  run(...args: readonly string[]): Promise<void>;
  /** Runs a deployment. `exit`: what it must end with. `backTo`: the version whose first answer is waited for. */
  deploy(
    args: readonly string[],
    expected?: { readonly exit?: number; readonly backTo?: string },
  ): Promise<Act>;
  /** From here on somebody asks all the time. */
  setLoad(load: LoadGenerator): void;
}

export function createStage(
  twinberth: TwinberthCommand,
  stdout: NodeJS.WriteStream,
  interrupted: AbortSignal,
): Stage {
  const out = openTextOutput(stdout, process.env);
  const acts: Act[] = [];
  let chapters = 0;
  let load: LoadGenerator | undefined;

  const run = async (args: readonly string[], exit: number): Promise<void> => {
    interrupted.throwIfAborted();
    out.line();
    out.line(out.paint.strong(`$ ${commandLine(args)}`));
    // The command writes to the same place, and may overtake what still waits here.
    await out.flush(FLUSH_MS);
    const ended = await twinberth.run(args);
    interrupted.throwIfAborted();
    if (ended !== exit)
      throw new DemoProblem(`"${commandLine(args)}" ended with ${ended}; ${exit} was expected.`);
  };

  return {
    out,
    acts,
    chapter: (title) => {
      chapters += 1;
      out.line();
      out.line(out.paint.accent(`── ${chapters}. ${title} ${'─'.repeat(Math.max(2, 84 - title.length))}`));
    },
    say: (...lines) => lines.forEach((line) => out.line(line)),
    run: (...args) => run(args, 0),
    deploy: async (args, { exit = 0, backTo } = {}) => {
      load?.part();
      const begun = performance.now();
      await run(args, exit);
      const rollbackMs = backTo === undefined ? undefined : load?.firstAnswer(backTo, begun);
      const report = load?.part();
      const act = {
        command: commandLine(args),
        ...(report === undefined ? {} : { load: report }),
        ...(rollbackMs === undefined ? {} : { rollbackMs }),
      };
      acts.push(act);
      if (report !== undefined) out.line(loadLine(out, report));
      return act;
    },
    setLoad: (generator) => {
      load = generator;
    },
  };
}

function commandLine(args: readonly string[]): string {
  const quoted = args.map((arg) => (/^[\w./=-]+$/.test(arg) ? arg : `"${arg}"`));
  return ['twinberth', ...quoted].join(' ');
}

function loadLine({ paint, symbols }: TextOutput, { requests, failures, longestGapMs }: LoadReport): string {
  const lost = failures.length === 0 ? '0 lost' : paint.bad(`${symbols.failed} ${failures.length} lost`);
  const parts = [`${requests} requests meanwhile`, lost, `longest gap ${formatDuration(longestGapMs)}`];
  const line = `${symbols.arrow} load generator: ${parts.join(` ${symbols.dot} `)}`;
  return failures.length === 0 ? paint.accent(line) : line;
}
