import { CONTRACT, type CheckedInput, type Contract } from '../../../shared/contract/contract.ts';
import type { CallKind } from '../../../shared/contract/define-call.ts';
import { Failure } from '../runtime/failure.ts';
import { didYouMean } from '../runtime/near-miss.ts';
import { describeIssues } from './describe-issues.ts';

/** So much of what a caller wrote is repeated to him, characters. */
const SHOWN = 80;

/** The contract's own spelling of a call that can be made this way (`once`) or opened (`stream`); throws `usage`. */
export function requireCall(name: unknown, way: 'once' | 'stream'): keyof Contract {
  const known = typeof name === 'string' && Object.hasOwn(CONTRACT, name) ? name : undefined;
  if (known === undefined) throw unknownCall(name);
  const kind: CallKind = CONTRACT[known as keyof Contract].kind;
  if ((kind === 'stream') === (way === 'stream')) return known as keyof Contract;
  throw new Failure(
    'usage',
    kind === 'stream'
      ? `${known} answers many times: it is opened, not called.`
      : `${known} answers once: it is called, not opened.`,
    { call: known },
  );
}

/** The input with its defaults. Throws `usage` with what is wrong and where; values are never repeated. */
export function checkInput<N extends keyof Contract>(name: N, input: unknown): CheckedInput<N> {
  const checked = CONTRACT[name].input.safeParse(input);
  if (checked.success) return checked.data as CheckedInput<N>;
  const problems = describeIssues(checked.error.issues);
  const lines = problems.map(({ path, expected }) => (path === '' ? expected : `${path}: ${expected}`));
  throw new Failure('usage', `${name} does not take this input. ${lines.join('; ')}.`, {
    call: name,
    problems,
  });
}

function unknownCall(name: unknown): Failure {
  const shown = typeof name === 'string' ? JSON.stringify(name.slice(0, SHOWN)) : `a ${typeof name}`;
  const near = typeof name === 'string' ? didYouMean(name, Object.keys(CONTRACT)) : undefined;
  return new Failure('usage', `There is no call ${shown}.${near === undefined ? '' : ` ${near}`}`, {
    call: typeof name === 'string' ? name.slice(0, SHOWN) : null,
  });
}
