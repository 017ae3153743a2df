import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRollbackTarget } from '../../../electron/core/deployments/planning/find-rollback-target.ts';
import type { Stores } from '../../../electron/core/db/stores.ts';
import type { Deployment, DeploymentState } from '../../../shared/model/deployment.ts';
import { openHistory } from './open-history.ts';
import { sampleBegin } from './sample-records.ts';

let history: { readonly stores: Stores; readonly remove: () => void };
beforeEach(() => {
  history = openHistory();
});
afterEach(() => history.remove());

function happened(
  id: string,
  version: number,
  state: DeploymentState,
  change: Partial<Deployment> = {},
): Deployment {
  history.stores.deployments.begin(sampleBegin(id, version, change));
  history.stores.deployments.setState(id, state);
  const deployment = history.stores.deployments.get(id);
  if (deployment === undefined) throw new Error(`${id} was not stored`);
  return deployment;
}

describe('where a rollback goes', () => {
  it('goes to the good deployment before, passing over those that never were', () => {
    happened('a', 1, 'superseded');
    happened('b', 2, 'failed');
    happened('c', 2, 'reverted');
    const serving = happened('d', 3, 'live');
    expect(findRollbackTarget(history.stores.deployments, serving).id).toBe('a');
  });

  it('goes further back each time, never forward to what was rolled back', () => {
    happened('a', 1, 'superseded');
    happened('b', 2, 'superseded');
    happened('c', 3, 'rolled-back');
    const once = happened('d', 2, 'live', { kind: 'rollback', restores: 'b' });
    expect(findRollbackTarget(history.stores.deployments, once).id).toBe('a');
  });

  it('can be undone by naming the version', () => {
    happened('a', 1, 'superseded');
    happened('b', 2, 'rolled-back');
    const serving = happened('c', 1, 'live', { kind: 'rollback', restores: 'a' });
    expect(findRollbackTarget(history.stores.deployments, serving, 2).id).toBe('b');
  });

  it('passes over what was withdrawn, and says so when nothing else is before', () => {
    const { deployments, releases } = history.stores;
    happened('a', 1, 'superseded');
    happened('b', 2, 'superseded');
    const serving = happened('c', 3, 'live');
    releases.withdraw('release-2', 1);
    expect(findRollbackTarget(deployments, serving).id).toBe('a');
    releases.withdraw('release-1', 1);
    expect(() => findRollbackTarget(deployments, serving)).toThrow(
      'v2, which was good there before, was withdrawn.',
    );
  });

  it('says when there is nothing before, or the version never was live', () => {
    const serving = happened('a', 1, 'live');
    expect(() => findRollbackTarget(history.stores.deployments, serving)).toThrow(/first good deployment/);
    happened('b', 2, 'failed');
    expect(() => findRollbackTarget(history.stores.deployments, serving, 2)).toThrow(/v2 was never live/);
  });
});
