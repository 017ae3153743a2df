import type { Stores } from '../../../electron/core/db/stores.ts';
import type { StepName } from '../../../shared/model/plan.ts';

/**
 * Where in the journal a fault strikes. `begun`: the step is written down and has done nothing yet. `done`: it has done
 * what it does, and that is not written down yet.
 */
export interface JournalPoint {
  readonly step: StepName;
  readonly at: 'begun' | 'done';
}

export const POINTS = ['begun', 'done'] as const;

/** A history that calls `strike` at the point, once. */
export function strikeAt(point: JournalPoint, strike: () => void): (stores: Stores) => Stores {
  let struck = false;
  const hit = (): void => {
    if (struck) return;
    struck = true;
    strike();
  };
  return (stores) => {
    const names = new Map<string, StepName>();
    const { deployments } = stores;
    return {
      ...stores,
      deployments: {
        ...deployments,
        beginStep: (id, index, name, startedAt) => {
          names.set(`${id} ${index}`, name);
          deployments.beginStep(id, index, name, startedAt);
          if (point.at === 'begun' && name === point.step) hit();
        },
        endStep: (id, index, end) => {
          if (point.at === 'done' && names.get(`${id} ${index}`) === point.step) hit();
          deployments.endStep(id, index, end);
        },
      },
    };
  };
}
