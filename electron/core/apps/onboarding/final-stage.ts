import { parseInstructions, type Instruction } from '../../engine/build/parse-instructions.ts';

/** What the last stage of a Dockerfile consists of, its own stages before it included, with the variables that it sets. */
export interface FinalStage {
  /** In the order in which they take effect. */
  readonly instructions: readonly Instruction[];
  /** With `$NAME` and `${NAME:-default}` put in, as far as the file itself says what they are. */
  readonly expand: (text: string) => string;
}

export function finalStage(dockerfile: string): FinalStage {
  const stages = splitStages(parseInstructions(dockerfile));
  const instructions = chainOf(stages, stages.length - 1);
  const variables = new Map<string, string>();
  const expand = (text: string): string =>
    text.replaceAll(
      /\$(?:(\w+)|\{(\w+)(?::?-([^}]*))?\})/g,
      (_whole, plain: string | undefined, braced: string | undefined, otherwise: string | undefined) =>
        variables.get(plain ?? braced ?? '') ?? otherwise ?? '',
    );
  for (const { keyword, rest } of [...globalArgs(dockerfile), ...instructions]) {
    if (keyword !== 'ARG' && keyword !== 'ENV') continue;
    for (const [name, value] of assignments(rest)) variables.set(name, expand(value));
  }
  return { instructions, expand };
}

interface Stage {
  readonly name: string | undefined;
  readonly base: string;
  readonly instructions: readonly Instruction[];
}

function splitStages(instructions: readonly Instruction[]): readonly Stage[] {
  const stages: { name: string | undefined; base: string; instructions: Instruction[] }[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword !== 'FROM') {
      stages.at(-1)?.instructions.push(instruction);
      continue;
    }
    const words = instruction.rest.split(/\s+/).filter((word) => !word.startsWith('--'));
    const name = words[1]?.toLowerCase() === 'as' ? words[2]?.toLowerCase() : undefined;
    stages.push({ name, base: words[0] ?? '', instructions: [] });
  }
  return stages;
}

/** A stage and the earlier ones that it is made from, the earliest first. */
function chainOf(stages: readonly Stage[], index: number): readonly Instruction[] {
  const stage = stages[index];
  if (stage === undefined) return [];
  const base = stages.findLastIndex((other, at) => at < index && other.name === stage.base.toLowerCase());
  return [...chainOf(stages, base), ...stage.instructions];
}

function globalArgs(dockerfile: string): readonly Instruction[] {
  const instructions = parseInstructions(dockerfile);
  const first = instructions.findIndex(({ keyword }) => keyword === 'FROM');
  return instructions.slice(0, first === -1 ? 0 : first);
}

/** `A=1 B="two words"`, or the old form `A 1`. */
function assignments(rest: string): readonly (readonly [string, string])[] {
  const pairs = [...rest.matchAll(/(\w+)=("(?:\\.|[^"])*"|'[^']*'|[^\s]*)/g)];
  if (pairs.length > 0)
    return pairs.map(([, name = '', value = '']) => [name, value.replace(/^(["'])(.*)\1$/s, '$2')] as const);
  const [, name, value] = /^(\w+)\s+(.+)$/s.exec(rest) ?? [];
  return name === undefined || value === undefined ? [] : [[name, value]];
}
