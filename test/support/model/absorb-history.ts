import type { DeploymentKind, DeploymentState } from '../../../shared/model/deployment.ts';
import { begin, enter } from './change-placement.ts';
import type { Expectation } from './expect-act.ts';
import { pendingRow, rowOf, type PlacementModel } from './placement-model.ts';

/** What the history has of a deployment, as far as the model cares. */
export interface SeenRow {
  readonly id: string;
  readonly kind: DeploymentKind;
  readonly version: number;
  readonly state: DeploymentState;
  readonly error?: { readonly code: string; readonly message: string };
}

export interface Absorbed {
  readonly model: PlacementModel;
  /** What no cause accounts for; empty: all is as it may be. */
  readonly wrong: readonly string[];
}

/**
 * Takes the history's rows, oldest first, into the model: rows that were unfinished may have come to an end that they may
 * come to, every new row is one that was expected, and every other row is as it was, unless something later took its place.
 * `expected` is asked what a new row of its act must be, once everything before it is known.
 */
export function absorbHistory(
  before: PlacementModel,
  seen: readonly SeenRow[],
  expected: readonly ((model: PlacementModel) => Expectation)[],
  options: { readonly holds: boolean; readonly mayWait: boolean },
): Absorbed {
  const wrong: string[] = [];
  let model = before;
  const follow = (row: SeenRow): void => {
    const known = rowOf(model, row.id);
    if (known === undefined || known.state === row.state) return;
    if (known.state !== 'running' && known.state !== 'baking') return;
    const state = enteredState(row.state);
    if (state !== 'running' && state !== 'baking' && !known.ends.includes(state))
      wrong.push(`${nameOf(row)} may end as ${known.ends.join(' or ')}, but is ${row.state}`);
    model = enter(model, row.id, state, options.holds);
  };
  before.rows.forEach((known, index) => {
    const row = seen[index];
    if (row?.id === known.id) follow(row);
    else wrong.push(`the ${known.kind} of v${known.version} is no longer in the history`);
  });
  const open = [...expected];
  for (const row of seen.slice(before.rows.length)) {
    const index = open.findIndex((ask) => matches(ask(model), row));
    const [ask] = index === -1 ? [] : open.splice(index, 1);
    const expectation = ask?.(model);
    if (expectation === undefined || expectation.rejects !== undefined) {
      wrong.push(`${nameOf(row)} was asked for by nobody`);
      continue;
    }
    model = begin(model, { ...expectation.begins, id: row.id });
    follow(row);
  }
  for (const row of seen) {
    const known = rowOf(model, row.id);
    if (known !== undefined && known.state !== row.state)
      wrong.push(`${nameOf(row)} must be ${known.state}, but is ${row.state}`);
    wrong.push(...judgeCause(row));
  }
  const pending = pendingRow(model);
  const isOld = before.rows.some(({ id }) => id === pending?.id);
  const overtaken = pending !== undefined && model.rows.at(-1)?.id !== pending.id;
  if (pending !== undefined && (overtaken || (!isOld && !options.mayWait)))
    wrong.push(`the ${pending.kind} of v${pending.version} is still ${pending.state}`);
  return { model, wrong };
}

/** What came later is not how a deployment ended by itself: it was live until then. */
function enteredState(state: DeploymentState): DeploymentState {
  return state === 'superseded' || state === 'rolled-back' ? 'live' : state;
}

function matches(expectation: Expectation, { kind, version }: SeenRow): boolean {
  return (
    expectation.rejects === undefined &&
    expectation.begins.kind === kind &&
    expectation.begins.version === version
  );
}

/** An end that is not the one that was wanted says why, in the terms of that end. */
function judgeCause(row: SeenRow): readonly string[] {
  const code = row.error?.code;
  const isItsOwn = CAUSES[row.state]?.(code) ?? true;
  return isItsOwn ? [] : [`${nameOf(row)} is ${row.state}, and says ${code ?? 'nothing'} of why`];
}

const CAUSES: Readonly<Partial<Record<DeploymentState, (code: string | undefined) => boolean>>> = {
  failed: (code) => code !== undefined && code !== 'interrupted',
  reverted: (code) => code === 'bake.failed',
  interrupted: (code) => code === 'interrupted',
};

function nameOf({ kind, version, error }: SeenRow): string {
  return `the ${kind} of v${version}${error === undefined ? '' : ` (${error.message})`}`;
}
