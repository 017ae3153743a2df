import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bakeWasCutShort } from '../../../electron/core/deployments/planning/bake-was-cut-short.ts';
import type { Stores } from '../../../electron/core/db/stores.ts';
import type { Deployment, StepState } from '../../../shared/model/deployment.ts';
import { openHistory } from './open-history.ts';
import { sampleBegin } from './sample-records.ts';

let history: { readonly stores: Stores; readonly remove: () => void };
beforeEach(() => {
  history = openHistory();
});
afterEach(() => history.remove());

function happened(id: string, bake?: StepState, change: Partial<Deployment> = {}): Deployment {
  const { deployments } = history.stores;
  deployments.begin(sampleBegin(id, 1, change));
  deployments.beginStep(id, 0, 'switch', 0);
  deployments.endStep(id, 0, { state: 'done', durationMs: 1 });
  if (bake !== undefined) {
    deployments.beginStep(id, 1, 'bake', 1);
    deployments.endStep(id, 1, { state: bake, durationMs: 1 });
  }
  deployments.setState(id, 'superseded');
  const deployment = deployments.get(id);
  if (deployment === undefined) throw new Error(`${id} was not stored`);
  return deployment;
}

const isCutShort = (deployment: Deployment): boolean =>
  bakeWasCutShort(history.stores.deployments, deployment);

describe('whether a bake was cut short', () => {
  it('is told by its step, also once the steps are folded', () => {
    const early = happened('early', 'skipped');
    expect(isCutShort(early)).toBe(true);
    expect(history.stores.deployments.foldSteps('early')).toBe(true);
    expect(isCutShort(early)).toBe(true);
    expect(isCutShort(happened('whole', 'done'))).toBe(false);
  });

  it('is not so where nothing was to be watched', () => {
    expect(isCutShort(happened('none'))).toBe(false);
  });

  it('is told of a rollback by what it restored, unless it was watched itself', () => {
    happened('early', 'skipped');
    const rollback = { kind: 'rollback' as const };
    expect(isCutShort(happened('back', undefined, { ...rollback, restores: 'early' }))).toBe(true);
    expect(isCutShort(happened('watched', 'done', { ...rollback, restores: 'early' }))).toBe(false);
  });
});
