import type { Stores } from '../../../electron/core/db/stores.ts';
import type { StepName } from '../../../shared/model/plan.ts';

/** A step of a deployment, or what was put down to be done later, which is crossed out when it is done. */
export type JournalStep = StepName | 'due';

/**
 * Where in the journal a fault strikes. `begun`: the step is written down and has done nothing yet. `done`: it has done
 * what it does, and that is not written down yet.
 */
export interface JournalPoint {
  readonly step: JournalStep;
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
    const { deployments, dues } = stores;
    const hitDue = (at: JournalPoint['at']): void => {
      if (point.step === 'due' && point.at === at) hit();
    };
    return {
      ...stores,
      dues: {
        ...dues,
        find: (...place) => {
          hitDue('begun');
          return dues.find(...place);
        },
        remove: (id) => {
          hitDue('done');
          dues.remove(id);
        },
      },
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
