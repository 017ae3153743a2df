import type { VariableValue } from '../../../shared/model/app-config.ts';
import type { Difference } from './found-drift.ts';

export interface VariablesQuestion {
  /** As recorded: plain values, and references to secrets. */
  readonly recorded: Readonly<Record<string, VariableValue>>;
  /** What the references give now, where that could be found out without disturbing anybody. */
  readonly secrets: ReadonlyMap<string, string>;
  /** The image's own, `NAME=value`; given only where the container may have been made by somebody else. */
  readonly image?: readonly string[] | undefined;
  readonly healing: string;
}

/**
 * A container's variables against the recorded ones. Of a secret it is only told that it is absent, or that its reference
 * gives something else now; neither value appears anywhere. Values that nobody recorded may be secrets too, and are not
 * shown. Pure.
 */
export function compareVariables(
  question: VariablesQuestion,
  environment: readonly string[],
): readonly Difference[] {
  const there = new Map(environment.map(splitVariable));
  return [
    ...Object.entries(question.recorded).flatMap(([name, value]) =>
      typeof value === 'string'
        ? comparePlain(question, name, value, there.get(name))
        : compareSecret(question, name, value.secret, there.get(name)),
    ),
    ...findUnrecorded(question, there),
  ];
}

function comparePlain(
  { healing }: VariablesQuestion,
  name: string,
  expected: string,
  observed: string | undefined,
): readonly Difference[] {
  if (observed === expected) return [];
  const shown = isTelling(name) ? 'a value that is not shown' : expected;
  return [
    variable(name, healing, {
      what:
        observed === undefined ? `the variable ${name} is absent` : `the variable ${name} has another value`,
      expected: shown,
      observed: observed === undefined ? 'absent' : 'another value',
    }),
  ];
}

function compareSecret(
  { secrets, healing }: VariablesQuestion,
  name: string,
  reference: string,
  observed: string | undefined,
): readonly Difference[] {
  if (observed === undefined) {
    const what = `the secret ${name} is absent`;
    return [variable(name, healing, { what, expected: reference, observed: 'absent' })];
  }
  const now = secrets.get(name);
  if (now === undefined || now === observed) return [];
  return [
    variable(name, healing, {
      what: `the secret ${name} is not the one that its reference gives now`,
      expected: reference,
      observed: 'another value',
      // What this very shell has in its environment need not be what whoever deployed had in theirs.
      ...(reference.startsWith('env:') ? { severity: 'info' } : {}),
    }),
  ];
}

function findUnrecorded(
  { recorded, image, healing }: VariablesQuestion,
  there: ReadonlyMap<string, string>,
): readonly Difference[] {
  if (image === undefined) return [];
  const own = new Set(image.map((line) => splitVariable(line)[0]));
  return [...there.keys()]
    .filter((name) => !own.has(name) && !Object.hasOwn(recorded, name) && name !== 'PATH')
    .map((name) =>
      variable(name, healing, {
        what: `the variable ${name} was not recorded`,
        expected: 'absent',
        observed: 'present',
      }),
    );
}

function variable(
  name: string,
  healing: string,
  rest: Pick<Difference, 'what' | 'expected' | 'observed'> & Partial<Pick<Difference, 'severity'>>,
): Difference {
  return { id: `variable ${name}`, kind: 'variable', severity: 'warning', healing, ...rest };
}

/** Names that people give to what should have been a reference. */
function isTelling(name: string): boolean {
  return /pass|secret|token|key|credential|auth|dsn|_url$/i.test(name);
}

function splitVariable(line: string): readonly [string, string] {
  const equals = line.indexOf('=');
  return equals === -1 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)];
}
