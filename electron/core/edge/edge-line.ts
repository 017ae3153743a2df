import type { Engine } from '../engine/engine.ts';
import { Failure } from '../runtime/failure.ts';
import { startConversation } from './conversation.ts';
import type { Conversation, EndOfAnswer } from './conversation.ts';

/** HAProxy and a shell inside one edge container, each over one exec that stays open. */
export interface EdgeLine {
  /** One Runtime API command. Returns what HAProxy said, without surrounding blank lines. */
  haproxy(command: string): Promise<string>;
  readFile(path: string): Promise<string>;
  /** Replaces whole files, each by a rename, in the order given. */
  writeFiles(files: readonly (readonly [path: string, content: string])[]): Promise<void>;
  readonly lost: boolean;
  close(): void;
}

/** How long one command may take, milliseconds; the slowest one that we use answers within 10 ms on an idle machine. */
const COMMAND_LIMIT_MS = 10_000;

/** Opens both streams. Rejects with an engine failure, or `engine.cut` while HAProxy does not answer yet. */
export async function openEdgeLine(
  engine: Engine,
  containerId: string,
  name: string,
  port: number,
): Promise<EdgeLine> {
  const open = async (command: readonly string[], what: string): Promise<Conversation> =>
    startConversation(
      await engine.containers.openExec(containerId, command, { user: '0' }),
      what,
      COMMAND_LIMIT_MS,
    );
  const opened = await Promise.allSettled([
    open(['nc', '127.0.0.1', String(port)], `HAProxy in ${name}`),
    open(['/bin/sh'], `the shell in ${name}`),
  ]);
  const [api, shell] = opened.map((each) => (each.status === 'fulfilled' ? each.value : undefined));
  const problem = opened.find((each) => each.status === 'rejected');
  const close = (): void => {
    api?.close();
    shell?.close();
  };
  try {
    if (problem) throw problem.reason;
    if (!api || !shell) throw new Failure('internal', `no stream to ${name}`);
    // Without it the Runtime API closes the connection after the first answer.
    await api.ask('prompt\n', endOfPrompt);
    return line(api, shell, name, close);
  } catch (error) {
    close();
    throw error;
  }
}

function line(api: Conversation, shell: Conversation, name: string, close: () => void): EdgeLine {
  let asked = 0;
  const run = async (command: string): Promise<string> => {
    const mark = `end-of-answer-${String(++asked)}:`;
    const answer = await shell.ask(`{ ${command}\n} 2>&1; echo "${mark}$?"\n`, (text) =>
      endOfMark(text, mark),
    );
    const [, output = '', status] = /^([^]*)end-of-answer-\d+:(\d+)$/.exec(answer) ?? [];
    if (status === '0') return output;
    throw new Failure('edge.failed', `A file in ${name} could not be read or written: ${output.trim()}.`, {
      container: name,
      output: output.trim(),
    });
  };
  return {
    haproxy: async (command) => (await api.ask(`${command}\n`, endOfPrompt)).trim(),
    readFile: (path) => run(`cat ${path}`),
    writeFiles: async (files) => {
      await run(
        files
          .map(([path, content]) => `printf %s ${quote(content)} >${path}.new && mv ${path}.new ${path}`)
          .join(' && '),
      );
    },
    get lost() {
      return api.lost || shell.lost;
    },
    close,
  };
}

/** In prompt mode every answer ends with an empty line (where there was output) and a prompt. */
function endOfPrompt(text: string): EndOfAnswer | undefined {
  return text.endsWith('\n> ') ? { answerEnd: text.length - 2, next: text.length } : undefined;
}

function endOfMark(text: string, mark: string): EndOfAnswer | undefined {
  const at = text.indexOf(mark);
  const end = at < 0 ? -1 : text.indexOf('\n', at);
  return end < 0 ? undefined : { answerEnd: end, next: end + 1 };
}

/** POSIX quoting: nothing is special between single quotes but the single quote. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
