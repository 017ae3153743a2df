import { dockerfileError, splitDockerfile } from './split-dockerfile.ts';
import type { DockerfileSource, Instruction } from './split-dockerfile.ts';

/** The parts of a Dockerfile that say which images it needs. Nothing is expanded yet. */
export interface Dockerfile {
  /** The image of `# syntax=`, which BuildKit pulls and runs to read the file. */
  readonly frontend?: string;
  readonly escape: string;
  /** `ARG`s before the first `FROM`, in order; `value` is as written. */
  readonly args: readonly GlobalArg[];
  readonly stages: readonly Stage[];
}

export interface GlobalArg {
  readonly name: string;
  readonly value?: string;
  readonly line: number;
}

export interface Stage {
  /** Of `AS`, in lower case. */
  readonly name?: string;
  readonly base: string;
  readonly platform?: string;
  readonly line: number;
  readonly references: readonly StageReference[];
}

/** `COPY --from` or `RUN --mount=from=`: a stage, by name or number, or an image. */
export interface StageReference {
  readonly kind: 'copy' | 'mount';
  readonly from: string;
  readonly line: number;
}

/**
 * Reads stages and what they refer to. Throws `build.failed`, naming file and line, for a file without FROM, for an
 * instruction before the first one, and for what cannot be split into instructions.
 */
export function parseDockerfile(source: DockerfileSource): Dockerfile {
  const { instructions, escape, frontend } = splitDockerfile(source);
  const args: GlobalArg[] = [];
  const stages: (Stage & { references: StageReference[] })[] = [];
  for (const instruction of instructions) {
    const stage = stages.at(-1);
    if (instruction.name === 'FROM') stages.push(readStage(source, instruction));
    else if (stage !== undefined) stage.references.push(...readReferences(instruction));
    else if (instruction.name === 'ARG') args.push(...readArgs(instruction, escape));
    else throw dockerfileError(source, instruction.line, `${instruction.name} comes before the first FROM`);
  }
  if (stages.length === 0) {
    const empty = instructions.length === 0;
    const line = source.text.trimEnd().split('\n').length;
    throw dockerfileError(source, line, empty ? 'the file has no instructions' : 'there is no FROM');
  }
  return { escape, args, stages, ...(frontend === undefined ? {} : { frontend }) };
}

function readStage(
  source: DockerfileSource,
  instruction: Instruction,
): Stage & { references: StageReference[] } {
  const { args, flags, line } = instruction;
  const [base, as, name, ...rest] = args.split(/\s+/u);
  if (base === undefined || base === '') throw dockerfileError(source, line, 'FROM needs an image');
  const named = as?.toLowerCase() === 'as' && name !== undefined && rest.length === 0;
  if (as !== undefined && !named) {
    throw dockerfileError(source, line, 'FROM takes an image, or an image, AS and a name');
  }
  if (name !== undefined && !/^[a-z][a-z0-9-_.]*$/iu.test(name)) {
    throw dockerfileError(source, line, `"${name}" cannot be the name of a stage`);
  }
  const platform = readFlag(flags, 'platform');
  return {
    base,
    line,
    references: [],
    ...(name === undefined ? {} : { name: name.toLowerCase() }),
    ...(platform === undefined ? {} : { platform }),
  };
}

function readReferences({ name, flags, args, line }: Instruction): readonly StageReference[] {
  if (name === 'ONBUILD') {
    const [, trigger = '', rest = ''] = /^(\S+)\s*(.*)$/su.exec(args) ?? [];
    const words = rest.split(/\s+/u);
    const end = words.findIndex((word) => !word.startsWith('--'));
    return readReferences({ name: trigger.toUpperCase(), flags: words.slice(0, end), args: '', line });
  }
  if (name === 'COPY') {
    const from = readFlag(flags, 'from');
    return from === undefined || from === '' ? [] : [{ kind: 'copy', from, line }];
  }
  if (name !== 'RUN') return [];
  return flags.flatMap((flag) => {
    const [, from] = /^--mount=(?:.*,)?from=([^,]+)/u.exec(flag) ?? [];
    return from === undefined ? [] : [{ kind: 'mount', from, line } as const];
  });
}

function readFlag(flags: readonly string[], key: string): string | undefined {
  return flags.find((flag) => flag.startsWith(`--${key}=`))?.slice(key.length + 3);
}

/** `ARG A=1 B="two words" C`. */
function readArgs({ args, line }: Instruction, escape: string): readonly GlobalArg[] {
  const escaped = escape === '\\' ? String.raw`\\.` : '`.';
  const word = new RegExp(String.raw`(?:${escaped}|'[^']*'|"(?:${escaped}|[^"])*"|[^\s'"])+`, 'gsu');
  return (args.match(word) ?? []).map((text) => {
    const equals = text.indexOf('=');
    return equals === -1
      ? { name: text, line }
      : { name: text.slice(0, equals), value: text.slice(equals + 1), line };
  });
}
