import type { DeploymentKind, DeploymentState } from '../../../shared/model/deployment.ts';
import type { ModelRow, PlacementModel, Trouble } from './placement-model.ts';
import { rowOf, servingRow } from './placement-model.ts';

/** What began, before it is known how it ends. */
export interface Beginning {
  readonly id: string;
  readonly kind: DeploymentKind;
  readonly version: number;
  readonly ends: readonly DeploymentState[];
  readonly restores?: string;
}

/** A deployment has begun; what served goes on serving. */
export function begin(model: PlacementModel, beginning: Beginning): PlacementModel {
  const row: ModelRow = {
    ...beginning,
    state: 'running',
    heldBefore: model.held,
    ...(model.serving === undefined ? {} : { previous: model.serving }),
  };
  return { ...model, rows: [...model.rows, row] };
}

/**
 * A deployment's state has become another. `holds`: the placement is swapped by holding requests, so what it ran before is
 * stopped at once.
 */
export function enter(
  model: PlacementModel,
  id: string,
  state: DeploymentState,
  holds: boolean,
): PlacementModel {
  const row = rowOf(model, id);
  if (row === undefined || row.state === state) return model;
  switch (state) {
    case 'running':
      return withState(model, id, state);
    case 'baking':
    case 'live': {
      const serves = model.serving === id ? model : takeOver(model, row, holds);
      const good = withState(serves, id, state);
      return state === 'live' ? retire(good, row) : good;
    }
    case 'failed':
    case 'reverted':
    case 'interrupted':
      return withState(goBack(model, row), id, state);
    case 'superseded':
    case 'rolled-back':
      // A consequence of what came later, never an end of its own: see `retire`.
      return model;
  }
}

/** Its standby's time is over. */
export function coolDown(model: PlacementModel): PlacementModel {
  // What has the gate is not stopped, whatever the record calls it.
  return model.standby === undefined || model.trouble.has('gate moved')
    ? model
    : {
        ...model,
        standby: { ...model.standby, state: 'stopped' },
        trouble: without(model.trouble, 'standby stopped'),
      };
}

export function disturb(model: PlacementModel, trouble: Trouble): PlacementModel {
  return { ...model, trouble: new Set([...model.trouble, trouble]) };
}

function takeOver(model: PlacementModel, row: ModelRow, holds: boolean): PlacementModel {
  const before = servingRow(model);
  const trouble = new Set<Trouble>();
  if (model.trouble.has('replica gone')) trouble.add('standby gone');
  if (model.trouble.has('replica stopped') && !holds) trouble.add('standby stopped');
  const { standby: _former, ...rest } = model;
  return {
    ...rest,
    serving: row.id,
    held: row.kind === 'rollback' || (row.kind === 'heal' && model.held),
    trouble,
    ...(before === undefined
      ? {}
      : { standby: { version: before.version, state: holds ? ('stopped' as const) : ('warm' as const) } }),
  };
}

/** What served until then is history. */
function retire(model: PlacementModel, row: ModelRow): PlacementModel {
  if (row.previous === undefined) return model;
  return withState(model, row.previous, row.kind === 'rollback' ? 'rolled-back' : 'superseded');
}

/**
 * What served before serves again, and what only was stopped, or led elsewhere, was put right on the way. What the attempt
 * took the place of may be gone.
 */
function goBack(model: PlacementModel, row: ModelRow): PlacementModel {
  const { standby: _gone, serving: _no, ...rest } = model;
  if (row.previous === undefined) return { ...rest, held: false, trouble: new Set() };
  const served = model.serving === row.id;
  const stays: readonly Trouble[] = ['replica gone', 'standby gone', 'standby stopped'];
  const trouble = new Set<Trouble>(served ? [] : [...model.trouble].filter((each) => stays.includes(each)));
  if (served && model.trouble.has('standby gone')) trouble.add('replica gone');
  return { ...rest, serving: row.previous, held: row.heldBefore, trouble };
}

function withState(model: PlacementModel, id: string, state: DeploymentState): PlacementModel {
  return { ...model, rows: model.rows.map((row) => (row.id === id ? { ...row, state } : row)) };
}

function without<T>(all: ReadonlySet<T>, one: T): ReadonlySet<T> {
  return new Set([...all].filter((each) => each !== one));
}
