import { Failure } from '../../runtime/failure.ts';
import { findHeredocs } from './find-heredocs.ts';

/** One instruction, its continuation lines joined. */
export interface Instruction {
  /** In capitals. */
  readonly name: string;
  /** `--key=value` words before the arguments, quotes removed. */
  readonly flags: readonly string[];
  readonly args: string;
  /** 1-based line where it begins. */
  readonly line: number;
}

export interface DockerfileSource {
  /** Its path, for messages. */
  readonly file: string;
  readonly text: string;
}

export interface SplitDockerfile {
  /** The image of `# syntax=`. */
  readonly frontend?: string;
  /** Escapes characters and continues lines: `\` unless `# escape=` says otherwise. */
  readonly escape: string;
  readonly instructions: readonly Instruction[];
}

/**
 * Splits a Dockerfile as BuildKit's parser does (frontend/dockerfile/parser): directives at the top, comments, continued
 * lines, heredocs. Arguments are not looked into. Throws `build.failed` with the line.
 */
export function splitDockerfile(source: DockerfileSource): SplitDockerfile {
  const lines = source.text.replace(/^\ufeff/u, '').split('\n');
  const { escape, frontend } = readDirectives(source, lines);
  const instructions: Instruction[] = [];
  for (let at = 0; at < lines.length;) {
    const joined = joinLines(lines, at, escape);
    const instruction = readInstruction(joined.text, at + 1, escape);
    at = joined.end;
    if (instruction === undefined) continue;
    instructions.push(instruction);
    for (const heredoc of findHeredocs(instruction)) {
      const close = lines.findIndex(
        (line, index) => index >= at && heredoc.endsAt(line.replace(/\r+$/u, '')),
      );
      if (close === -1)
        throw dockerfileError(source, instruction.line, `"<<${heredoc.name}" is never closed`);
      at = close + 1;
    }
  }
  return { escape, instructions, ...(frontend === undefined ? {} : { frontend }) };
}

/** `problem` completes "FILE, line N: …". */
export function dockerfileError(source: DockerfileSource, line: number, problem: string): Failure {
  return new Failure('build.failed', `${source.file}, line ${line}: ${problem}.`, {
    path: source.file,
    line,
  });
}

function readDirectives(
  source: DockerfileSource,
  lines: readonly string[],
): { escape: string; frontend?: string } {
  const seen = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    // Only the search for a syntax looks past a shebang, so that is all that may follow one.
    const match = /^\s*#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/u.exec(line);
    const key = match?.[1]?.toLowerCase() ?? '';
    const value = match?.[2];
    if (value === undefined || !DIRECTIVES.has(key)) {
      if (index === 0 && line.startsWith('#!')) continue;
      break;
    }
    if (seen.has(key)) throw dockerfileError(source, index + 1, `the directive "${key}" is given twice`);
    if (key === 'escape' && value !== '\\' && value !== '`') {
      throw dockerfileError(
        source,
        index + 1,
        `"${value}" cannot be the escape character, only \\ and \` can`,
      );
    }
    seen.set(key, value);
  }
  const frontend = seen.get('syntax')?.split(' ')[0];
  return { escape: seen.get('escape') ?? '\\', ...(frontend === undefined ? {} : { frontend }) };
}

const DIRECTIVES = new Set(['syntax', 'escape', 'check']);

/** The instruction that begins at a line, without comments and empty lines inside of it; `end` is the line after it. */
function joinLines(lines: readonly string[], start: number, escape: string): { text: string; end: number } {
  const continued = escape === '\\' ? /(^|[^\\])\\[ \t]*$/u : /(^|[^`])`[ \t]*$/u;
  let text = '';
  let at = start;
  for (let more = true; more && at < lines.length; at++) {
    const line = (lines[at] ?? '').replace(/\r+$/u, '');
    const skipped = /^\s*#/u.test(line) || (at > start && line.trim() === '');
    if (skipped && at > start) continue;
    if (skipped) return { text: '', end: at + 1 };
    more = continued.test(line);
    const part = at === start ? line.trimStart() : line;
    text += more ? part.replace(continued, '$1') : part;
  }
  return { text, end: at };
}

function readInstruction(text: string, line: number, escape: string): Instruction | undefined {
  const [, name, rest] = /^([^\t\v\f\r ]+)[\t\v\f\r ]*(.*)$/su.exec(text.trim()) ?? [];
  if (name === undefined || rest === undefined) return undefined;
  const flags: string[] = [];
  let args = rest;
  for (;;) {
    const flag = readFlag(args, escape);
    if (flag === undefined) return { name: name.toUpperCase(), flags, args: args.trim(), line };
    args = args.trimStart().slice(flag.length);
    if (flag.value === '--') return { name: name.toUpperCase(), flags, args: args.trim(), line };
    flags.push(flag.value);
  }
}

/** The word at the beginning when it is a flag; `length` counts its characters as written. */
function readFlag(text: string, escape: string): { value: string; length: number } | undefined {
  const word = text.trimStart();
  if (!word.startsWith('--')) return undefined;
  let value = '';
  let quote = '';
  let at = 0;
  for (; at < word.length; at++) {
    const char = word.charAt(at);
    if (quote === '' && /\s/u.test(char)) break;
    if (char === escape) value += word.charAt(++at);
    else if (char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else value += char;
  }
  return { value, length: at };
}
