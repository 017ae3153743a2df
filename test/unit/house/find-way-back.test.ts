import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findRollbackTarget } from '../../../electron/core/deployments/planning/find-rollback-target.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import type { SeenContainer } from '../../../electron/core/health/judge-berth.ts';
import { createFindWayBack } from '../../../electron/core/house/drawing/find-way-back.ts';
import { isFailure } from '../../../electron/core/runtime/failure.ts';
import { DEPLOYMENT_STATES } from '../../../shared/model/deployment.ts';
import { openHistory } from '../deployments/open-history.ts';
import { sampleBegin } from '../deployments/sample-records.ts';

function replica(deployment: string, state: string): SeenContainer {
  return {
    id: deployment,
    name: deployment,
    state,
    labels: { [LABEL.role]: 'replica', [LABEL.colour]: 'blue', [LABEL.deployment]: deployment },
  };
}

/** v1 in blue, then v2 in green, which serves. */
function stage(blueState: 'warm' | 'stopped' = 'warm') {
  const history = openHistory();
  onTestFinished(history.remove);
  const { stores } = history;
  stores.deployments.begin(sampleBegin('d1', 1));
  stores.deployments.update('d1', { state: 'superseded' });
  stores.deployments.begin(sampleBegin('d2', 2, { colour: 'green', previous: 'd1' }));
  stores.deployments.update('d2', { state: 'live' });
  stores.berths.put({
    app: 'web',
    environment: 'prod',
    host: 'host-1',
    active: 'green',
    activeDeployment: 'd2',
    green: { deployment: 'd2', state: 'serving' },
    blue: { deployment: 'd1', state: blueState },
    slot: 1,
    held: false,
  });
  const [row] = stores.house.berths();
  if (row === undefined) throw new Error('nothing is recorded');
  return { row, stores, findWayBack: createFindWayBack(stores.deployments, () => 0) };
}

describe('the way back', () => {
  test('is as quick as what stands by allows', () => {
    const { row, findWayBack } = stage();
    expect(findWayBack(row, [replica('d1', 'running')], 'blue-green')).toEqual({
      version: 1,
      source: 'warm',
    });
    expect(findWayBack(row, [replica('d1', 'exited')], 'blue-green')).toEqual({
      version: 1,
      source: 'start',
    });
    expect(findWayBack(row, [], 'blue-green')).toEqual({ version: 1, source: 'create' });
    expect(findWayBack(row, [replica('other', 'running')], 'blue-green')?.source).toBe('create');
    expect(findWayBack(row, [replica('d1', 'running')], 'hold-and-swap')?.source).toBe('start');
  });

  test('takes a standby that is recorded as stopped for no warm one', () => {
    const { row, findWayBack } = stage('stopped');
    expect(findWayBack(row, [replica('d1', 'running')], 'blue-green')?.source).toBe('start');
  });

  test('is none from a first deployment, and from an empty berth', () => {
    const { stores, row, findWayBack } = stage();
    stores.berths.put({
      app: 'web',
      environment: 'prod',
      host: 'host-1',
      active: 'blue',
      activeDeployment: 'd1',
      blue: { deployment: 'd1', state: 'serving' },
      slot: 1,
      held: false,
    });
    const [first] = stores.house.berths();
    expect(first && findWayBack(first, [], 'blue-green')).toBeUndefined();
    expect(findWayBack({ ...row, active: null, deployment: null }, [], 'blue-green')).toBeUndefined();
  });

  test('leads to where a rollback would go, whatever happened before', () => {
    const event = fc.record({
      version: fc.integer({ min: 1, max: 4 }),
      state: fc.constantFrom(...DEPLOYMENT_STATES),
      restores: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 12 }), (events) => {
        const { stores, remove } = openHistory();
        try {
          events.forEach(({ version, state, restores }, index) => {
            const restored = restores === undefined ? undefined : `d${restores % (index + 1)}`;
            stores.deployments.begin(
              sampleBegin(`d${index}`, version, {
                ...(restored === undefined || restored === `d${index}` ? {} : { restores: restored }),
              }),
            );
            stores.deployments.update(`d${index}`, { state });
          });
          const id = `d${events.length - 1}`;
          stores.berths.put({
            app: 'web',
            environment: 'prod',
            host: 'host-1',
            active: 'blue',
            activeDeployment: id,
            blue: { deployment: id, state: 'serving' },
            slot: 1,
            held: false,
          });
          const [row] = stores.house.berths();
          const serving = stores.deployments.get(id);
          if (row === undefined || serving === undefined) throw new Error('nothing is recorded');
          const found = createFindWayBack(stores.deployments, () => 0)(row, [], 'blue-green');
          expect(found?.version).toBe(
            targetOf(() => findRollbackTarget(stores.deployments, serving).version),
          );
        } finally {
          remove();
        }
      }),
      { numRuns: 25 },
    );
  }, 30_000);
});

function targetOf(find: () => number): number | undefined {
  try {
    return find();
  } catch (error) {
    if (isFailure(error, 'rollback.none')) return undefined;
    throw error;
  }
}
