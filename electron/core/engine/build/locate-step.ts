import { parseInstructions } from './parse-instructions.ts';
import type { Instruction } from './parse-instructions.ts';

/** Where in a Dockerfile something went wrong. */
export interface DockerfilePlace {
  /** 1 is the first line. */
  readonly line: number;
  /** As the file has it, continued lines joined: `RUN npm ci`. */
  readonly instruction: string;
}

/** What makes a numbered step of a stage in BuildKit (dockerfile2llb); `FROM` does where it names an image. */
const NUMBERED = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

/**
 * Finds the instruction that a builder's step came from.
 *
 * The text of a step is not the text of the file (BuildKit puts the values of arguments in), so steps are found by
 * their number: BuildKit counts within the stage (`[build 2/5] RUN …`), the classic builder over the whole file.
 * The number must lead to an instruction of the same keyword; otherwise (a base with ONBUILD adds steps of its own) the
 * text decides, and when that is not unique either, nothing is said rather than something wrong.
 */
export function locateStep(
  dockerfile: string,
  step: string,
  builder: 'buildkit' | 'classic',
): DockerfilePlace | undefined {
  const instructions = parseInstructions(dockerfile);
  const metadata = /^\[internal\] load metadata for (\S+)/.exec(step)?.[1];
  if (metadata !== undefined) return place(findFrom(instructions, metadata));
  const match = /^\[(?:(\S.*?) )?\s*(\d+)\/\d+\] (\S+)\s*(.*)$/s.exec(step);
  if (!match) return undefined;
  const [, stage, number = '', keyword = '', text = ''] = match;
  const numbered = builder === 'classic' ? instructions : stepsOfStage(instructions, stage);
  const candidate = numbered[Number(number) - 1];
  if (candidate?.keyword === keyword.toUpperCase()) return place(candidate);
  const same = instructions.filter(
    (each) => each.keyword === keyword.toUpperCase() && squeeze(each.rest) === squeeze(text),
  );
  return same.length === 1 ? place(same[0]) : undefined;
}

/** The line that the builder itself named, in a Dockerfile that it could not read; undefined when it named none. */
export function locateParseError(dockerfile: string | undefined, message: string): Partial<DockerfilePlace> {
  const line = Number(/parse error (?:on )?line (\d+)/.exec(message)?.[1]);
  if (!Number.isInteger(line)) return {};
  const source = dockerfile?.split(/\r?\n/)[line - 1]?.trim();
  return { line, ...(source === undefined || source === '' ? {} : { instruction: source }) };
}

function stepsOfStage(
  instructions: readonly Instruction[],
  label: string | undefined,
): readonly Instruction[] {
  const stages = splitStages(instructions);
  // The label is the stage's name, before it the platform where several are built for; a lone stage has none.
  const name = label?.split(' ').at(-1)?.toLowerCase();
  const index =
    name === undefined
      ? stages.length - 1
      : stages.findLastIndex(
          (stage, at) => stage.name === name || (stage.name === undefined && `stage-${at}` === name),
        );
  return stages[index]?.steps ?? [];
}

interface Stage {
  readonly name: string | undefined;
  readonly steps: Instruction[];
}

function splitStages(instructions: readonly Instruction[]): readonly Stage[] {
  const stages: Stage[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') {
      const { image, alias } = readFrom(instruction);
      const isImage = image !== 'scratch' && !stages.some((stage) => stage.name === image.toLowerCase());
      stages.push({ name: alias?.toLowerCase(), steps: isImage ? [instruction] : [] });
    } else if (NUMBERED.has(instruction.keyword)) {
      stages.at(-1)?.steps.push(instruction);
    }
  }
  return stages;
}

function readFrom(instruction: Instruction): { readonly image: string; readonly alias?: string } {
  const words = instruction.rest.split(/\s+/).filter((word) => !word.startsWith('--'));
  const alias = words[1]?.toLowerCase() === 'as' ? words[2] : undefined;
  return { image: words[0] ?? '', ...(alias === undefined ? {} : { alias }) };
}

/** The builder writes the reference out in full, the file seldom does. */
function findFrom(instructions: readonly Instruction[], reference: string): Instruction | undefined {
  return instructions.find((instruction) => {
    if (instruction.keyword !== 'FROM') return false;
    const { image } = readFrom(instruction);
    const tagged = /[:@][^/]*$/.test(image) ? image : `${image}:latest`;
    return reference === tagged || reference.endsWith(`/${tagged}`);
  });
}

function place(instruction: Instruction | undefined): DockerfilePlace | undefined {
  if (!instruction) return undefined;
  return {
    line: instruction.line,
    instruction: squeeze(`${instruction.keyword} ${instruction.rest}`),
  };
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
