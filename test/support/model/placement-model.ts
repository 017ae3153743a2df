import type { DeploymentKind, DeploymentState } from '../../../shared/model/deployment.ts';

/** What somebody did to a placement behind its back, and what nothing has put right yet. */
export type Trouble =
  | 'replica gone'
  | 'replica stopped'
  | 'standby gone'
  | 'standby stopped'
  | 'edge gone'
  | 'edge stopped'
  | 'gate moved';

/** One deployment as the model has it. */
export interface ModelRow {
  readonly id: string;
  readonly kind: DeploymentKind;
  readonly version: number;
  /** What it may come to while it is unfinished. */
  readonly ends: readonly DeploymentState[];
  readonly state: DeploymentState;
  /** rollback, heal: the row whose release and configuration it restores. */
  readonly restores?: string;
  /** What served when it began, and whether the placement was held then. */
  readonly previous?: string;
  readonly heldBefore: boolean;
}

/** What a placement should be, as far as its clients and its owner can tell. Immutable. */
export interface PlacementModel {
  /** In the order in which they began. */
  readonly rows: readonly ModelRow[];
  /** The id of the row that serves. */
  readonly serving?: string;
  readonly held: boolean;
  /** The version that a rollback would find beside what serves, and how warm; undefined: there may be none. */
  readonly standby?: { readonly version: number; readonly state: 'warm' | 'stopped' };
  readonly trouble: ReadonlySet<Trouble>;
}

export const EMPTY: PlacementModel = { rows: [], held: false, trouble: new Set() };

export function rowOf(model: PlacementModel, id: string | undefined): ModelRow | undefined {
  return id === undefined ? undefined : model.rows.find((row) => row.id === id);
}

export function servingRow(model: PlacementModel): ModelRow | undefined {
  return rowOf(model, model.serving);
}

/** Something was begun and has not come to its end, because whoever did it is gone or was cut off. */
export function pendingRow(model: PlacementModel): ModelRow | undefined {
  return model.rows.find(({ state }) => state === 'running' || state === 'baking');
}

/** Whether what serves can be reached, and so has to be answered by that and nothing else. */
export function isReachable(model: PlacementModel): boolean {
  if (model.serving === undefined) return false;
  return [...model.trouble].every((each) => each.startsWith('standby'));
}

/**
 * The row that a rollback goes to. Without a version: the newest good one before what serves, counted from what that
 * restored itself. With one: the newest that ever was good of that version, other than what serves.
 */
export function rollbackTarget(model: PlacementModel, version: number | undefined): ModelRow | undefined {
  const serving = servingRow(model);
  if (serving === undefined) return undefined;
  const newestFirst = model.rows.toReversed();
  if (version !== undefined)
    return newestFirst.find(
      (row) =>
        row.version === version &&
        row.id !== serving.id &&
        ['live', 'superseded', 'rolled-back'].includes(row.state),
    );
  let anchor = serving;
  while (anchor.restores !== undefined) {
    const restored = rowOf(model, anchor.restores);
    if (restored === undefined) break;
    anchor = restored;
  }
  const before = model.rows.slice(0, model.rows.indexOf(anchor)).toReversed();
  return before.find(({ state }) => state === 'live' || state === 'superseded');
}
