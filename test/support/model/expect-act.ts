import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { endsOf, type Act, type Disturbance, type PlaceName } from './act.ts';
import type { Beginning } from './change-placement.ts';
import { rollbackTarget, servingRow, type PlacementModel } from './placement-model.ts';

export type Models = Readonly<Record<PlaceName, PlacementModel>>;

/** What has to come of an act: it never begins, and for which reason, or it begins and may end in these ways. */
export type Expectation =
  { readonly rejects: ErrorCode } | { readonly rejects?: never; readonly begins: Omit<Beginning, 'id'> };

/** Pure: what is there and what is asked for, and what has to come of it. */
export function expectAct(models: Models, act: Act, disturbance?: Disturbance): Expectation {
  const model = models[act.into];
  const serving = servingRow(model);
  const begins = (version: number, restores?: string): Expectation => ({
    begins: {
      kind: act.kind,
      version,
      ends: [
        ...endsOf(version, serving !== undefined, disturbance),
        ...(nothingToSwingTo(model) ? (['failed'] as const) : []),
      ],
      ...(restores === undefined ? {} : { restores }),
    },
  });
  switch (act.kind) {
    case 'deploy':
      return begins(act.version ?? 1);
    case 'promote': {
      const source = servingRow(models.dev);
      if (source === undefined) return { rejects: 'placement.empty' };
      return source.state === 'baking' ? { rejects: 'policy.refused' } : begins(source.version);
    }
    case 'rollback': {
      if (serving === undefined) return { rejects: 'placement.empty' };
      const target = rollbackTarget(model, act.version);
      return target === undefined ? { rejects: 'rollback.none' } : begins(target.version, target.id);
    }
    case 'heal':
      return serving === undefined ? { rejects: 'placement.empty' } : begins(serving.version, serving.id);
  }
}

/** With the gate at another colour and nothing to swing it back to, to go on would take away what serves. */
function nothingToSwingTo({ trouble }: PlacementModel): boolean {
  return trouble.has('gate moved') && trouble.has('replica gone');
}
