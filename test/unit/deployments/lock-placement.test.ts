import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Stores } from '../../../electron/core/db/stores.ts';
import type { DeploymentDeps } from '../../../electron/core/deployments/deployment-deps.ts';
import { lockPlacement } from '../../../electron/core/deployments/lock-placement.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { openHistory } from './open-history.ts';

let history: { readonly stores: Stores; readonly remove: () => void };
beforeEach(() => {
  history = openHistory();
});
afterEach(() => history.remove());

const request = {
  app: 'web',
  environment: 'prod',
  host: 'host-1',
  hostName: 'local',
  purpose: 'deploy of v2',
};

/** The lock uses no more of a deployment's surroundings than this. */
function as(by: string, pid: number, alive: boolean): DeploymentDeps {
  const own: Partial<DeploymentDeps> = {
    stores: history.stores,
    clock: systemClock,
    ids: randomIds,
    owner: by,
    machine: 'desk',
    pid,
    isAlive: () => alive,
  };
  return own as DeploymentDeps;
}

describe('locking a placement', () => {
  it('lets one in and tells the other who has it and what for', () => {
    lockPlacement(as('anna@desk', 11, true), request);
    expect(() => lockPlacement(as('ben@desk', 12, true), request)).toThrow(
      /deploy of v2, by anna@desk since .*process 11/,
    );
  });

  it('leaves other placements alone', () => {
    lockPlacement(as('anna@desk', 11, true), request);
    expect(() => lockPlacement(as('ben@desk', 12, true), { ...request, environment: 'dev' })).not.toThrow();
  });

  it('is free again when it was released', async () => {
    await lockPlacement(as('anna@desk', 11, true), request).release();
    expect(history.stores.locks.list()).toEqual([]);
    expect(() => lockPlacement(as('ben@desk', 12, true), request)).not.toThrow();
  });

  it('passes over a holder of this machine that died', () => {
    lockPlacement(as('anna@desk', 11, true), request);
    lockPlacement(as('ben@desk', 12, false), request);
    expect(history.stores.locks.find('web', 'prod', 'host-1')?.by).toBe('ben@desk');
  });
});
