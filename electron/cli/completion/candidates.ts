import type { Argument, Command, Option } from 'commander';
import type { Core } from '../../core/core.ts';

export interface Candidate {
  readonly value: string;
  /** In a few words, for shells that show it. */
  readonly about: string;
}

/**
 * What may stand in place of the last of `words` (without the program's name; the last one may be empty or begun): commands,
 * options, their choices, and the names that the history knows.
 */
export async function candidatesFor(
  program: Command,
  words: readonly string[],
  openCore: () => Promise<Core>,
): Promise<readonly Candidate[]> {
  const begun = words.at(-1) ?? '';
  const place = findPlace(program, words.slice(0, -1));
  const all = await offered(place, begun, openCore);
  return all.filter(({ value }) => value.startsWith(begun) || value.startsWith(':'));
}

interface Place {
  readonly command: Command;
  /** An option that waits for its value. */
  readonly option: Option | undefined;
  readonly operands: readonly string[];
}

function findPlace(program: Command, words: readonly string[]): Place {
  let command = program;
  let option: Option | undefined;
  let operands: readonly string[] = [];
  for (const word of words) {
    if (option) {
      option = undefined;
      continue;
    }
    if (word.startsWith('-')) {
      const found = optionsOf(command).find((entry) => entry.short === word || entry.long === word);
      option = found?.required === true ? found : undefined;
      continue;
    }
    const inner = command.commands.find((entry) => entry.name() === word);
    if (inner) command = inner;
    else operands = [...operands, word];
  }
  return { command, option, operands };
}

async function offered(
  { command, option, operands }: Place,
  begun: string,
  openCore: () => Promise<Core>,
): Promise<readonly Candidate[]> {
  if (option) return choicesOf(option.argChoices, argumentNameOf(option), operands, openCore);
  if (begun.startsWith('-')) {
    return optionsOf(command).map((entry) => ({
      value: entry.long ?? entry.flags,
      about: entry.description,
    }));
  }
  const visible = command.createHelp().visibleCommands(command);
  const inner =
    operands.length > 0
      ? []
      : visible.map((entry) => ({ value: entry.name(), about: entry.summary() || entry.description() }));
  // `history` takes an app or a command of its own.
  const argument: Argument | undefined = command.registeredArguments[operands.length];
  if (!argument) return inner;
  return [...inner, ...(await choicesOf(argument.argChoices, argument.name(), operands, openCore))];
}

function optionsOf(command: Command): readonly Option[] {
  const inherited = command.parent
    ? optionsOf(command.parent).filter((option) => option.long === '--json')
    : [];
  return [...command.options.filter((option) => !option.hidden), ...inherited];
}

/** `env` of `--from <env>`. */
function argumentNameOf(option: Option): string {
  return /<([^>]+)>/.exec(option.flags)?.[1] ?? '';
}

/** An argument's name says what may stand there. */
async function choicesOf(
  choices: readonly string[] | undefined,
  name: string,
  operands: readonly string[],
  openCore: () => Promise<Core>,
): Promise<readonly Candidate[]> {
  if (choices) return choices.map((value) => ({ value, about: '' }));
  if (name === 'dir') return [{ value: ':directories', about: '' }];
  if (!['app', 'env', 'host', 'release', 'from', 'to', 'vN', 'deployment'].includes(name)) return [];
  try {
    return known(await openCore(), name, operands);
  } catch {
    // Nobody wants an error message while pressing Tab.
    return [];
  }
}

const OFFERED_DEPLOYMENTS = 10;

function known(core: Core, name: string, [app]: readonly string[]): readonly Candidate[] {
  switch (name) {
    case 'app':
      return core.apps.list().map((entry) => ({ value: entry.name, about: entry.directory }));
    case 'env':
      return core.environments.list().map((entry) => ({ value: entry.name, about: 'environment' }));
    case 'host':
      return core.hosts.list().map((entry) => ({ value: entry.name, about: entry.address }));
    case 'deployment':
      return core.deployments.page({}, { limit: OFFERED_DEPLOYMENTS }).map((entry) => ({
        value: String(entry.sequence),
        about: `${entry.app} v${entry.version} ${entry.environment} ${entry.state}`,
      }));
    default:
      return app === undefined
        ? []
        : core.releases.list(app).map((entry) => ({ value: `v${entry.version}`, about: entry.tag }));
  }
}
