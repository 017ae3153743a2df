import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Stores } from '../../../electron/core/db/stores.ts';
import type { DeploymentDeps } from '../../../electron/core/deployments/deployment-deps.ts';
import { LOCK_LABEL } from '../../../electron/core/deployments/engine-lock.ts';
import { lockPlacement } from '../../../electron/core/deployments/lock-placement.ts';
import type { ContainerSpec } from '../../../electron/core/engine/container-spec.ts';
import type { ContainerState, Engine } from '../../../electron/core/engine/engine.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import { openHistory } from './open-history.ts';

let history: { readonly stores: Stores; readonly remove: () => void };
beforeEach(() => {
  history = openHistory();
});
afterEach(() => history.remove());

const HOUR = 3_600_000;

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
    log: silentLog,
    lockMarginMs: HOUR,
  };
  return own as DeploymentDeps;
}

/** The same history, as another machine has it that knows nothing of the first one's processes. */
function elsewhere(now = Date.now()): DeploymentDeps {
  return { ...as('cleo@loft', 13, false), machine: 'loft', clock: { ...systemClock, now: () => now } };
}

/** An engine that has nothing but names that can be taken. */
function engineOfNames(): { readonly engine: Engine; readonly taken: Map<string, ContainerSpec> } {
  const taken = new Map<string, ContainerSpec>();
  const idOf = (name: string) => `id of ${name} by ${taken.get(name)?.labels[LOCK_LABEL.token] ?? ''}`;
  const find = (idOrName: string) => [...taken.keys()].find((name) => [name, idOf(name)].includes(idOrName));
  const containers: Partial<Engine['containers']> = {
    create: (spec) => {
      if (taken.has(spec.name)) return Promise.reject(new Failure('name.taken', `${spec.name} is taken`));
      taken.set(spec.name, spec);
      return Promise.resolve(idOf(spec.name));
    },
    inspect: (idOrName) => {
      const name = find(idOrName);
      const labels = taken.get(name ?? '')?.labels ?? {};
      return Promise.resolve(
        name === undefined ? undefined : ({ id: idOf(name), name, labels } as ContainerState),
      );
    },
    remove: (id) => {
      taken.delete(find(id) ?? '');
      return Promise.resolve();
    },
  };
  return { engine: { containers } as Engine, taken };
}

describe('locking a placement', () => {
  it('lets one in and tells the other who has it and what for', () => {
    lockPlacement(as('anna@desk', 11, true), request);
    expect(() => lockPlacement(as('ben@desk', 12, true), request)).toThrow(
      /deploy of v2, by anna@desk since .*process 11/,
    );
  });

  it('that its holder could not remove from the engine keeps nobody out who has the same history', async () => {
    const { engine, taken } = engineOfNames();
    const away = { ...engine, containers: { ...engine.containers, remove: () => Promise.reject(cut) } };
    const cut = new Failure('engine.cut', 'the engine is gone');
    const first = lockPlacement(as('anna@desk', 11, true), request);
    await first.takeOnEngine(away, 'image');
    await first.release();
    expect(taken.size).toBe(1);

    // Somebody who does not get as far as asking the engine forgets nothing of it.
    await lockPlacement(as('ben@desk', 12, true), request).release();
    const second = lockPlacement(as('ben@desk', 12, true), request);
    await second.takeOnEngine(engine, 'image');
    await second.confirm();
    await second.release();
    expect(taken.size).toBe(0);
    expect(history.stores.locks.list()).toEqual([]);
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

  it('keeps another machine out until the time is over that its holder gave itself', () => {
    lockPlacement(as('anna@desk', 11, true), { ...request, spanMs: 60_000 });
    const until = history.stores.locks.find('web', 'prod', 'host-1')?.until ?? 0;
    expect(until).toBeGreaterThan(Date.now() + HOUR);
    expect(() => lockPlacement(elsewhere(until - 1), request)).toThrow(
      /by anna@desk since .*if desk will not go on with it, `twinberth doctor --fix --take-over web\/prod`/,
    );
    expect(lockPlacement(elsewhere(until + 1), request).leftHere()).toMatchObject({ by: 'anna@desk' });
  });

  it('is not taken for that of a dead process by another machine that happens to have the same name', () => {
    const on = (machine: string, by: string, pid: number): DeploymentDeps => ({
      ...as(by, pid, false),
      machine: 'raspberrypi',
      process: `boot-of-${machine} 500 ${machine}`,
    });
    lockPlacement(on('shed', 'anna@raspberrypi', 11), request);
    expect(() => lockPlacement(on('attic', 'ben@raspberrypi', 12), request)).toThrow(
      /by anna@raspberrypi since .*--take-over web\/prod/,
    );
    lockPlacement(on('shed', 'cleo@raspberrypi', 13), request);
    expect(history.stores.locks.find('web', 'prod', 'host-1')?.by).toBe('cleo@raspberrypi');
  });

  it('lets a living process of its own machine have it for as long as it takes', () => {
    lockPlacement(as('anna@desk', 11, true), request);
    const next = {
      ...as('ben@desk', 12, true),
      clock: { ...systemClock, now: () => Date.now() + 100 * HOUR },
    };
    expect(() => lockPlacement(next, request)).toThrow(/by anna@desk/);
  });

  it('is taken over before that only by its own name, and never from who lives on the same machine', () => {
    lockPlacement(as('anna@desk', 11, true), request);
    const token = history.stores.locks.find('web', 'prod', 'host-1')?.token ?? '';
    const agreed = { ...request, takeOver: new Set([token]) };
    expect(() => lockPlacement(as('ben@desk', 12, true), agreed)).toThrow(/by anna@desk/);
    expect(() => lockPlacement(elsewhere(), { ...request, takeOver: new Set(['other']) })).toThrow(
      /by anna@desk/,
    );
    lockPlacement(elsewhere(), agreed);
    expect(history.stores.locks.find('web', 'prod', 'host-1')?.by).toBe('cleo@loft');
  });

  it('tells its holder that it is lost, by whom, and does not remove what the next one has', async () => {
    const { engine, taken } = engineOfNames();
    const annas = lockPlacement(as('anna@desk', 11, true), { ...request, deployment: 'd7' });
    await annas.takeOnEngine(engine, 'image');
    await annas.confirm();
    const other = openHistory();
    const held = history.stores.locks.find('web', 'prod', 'host-1')?.token ?? '';
    const cleos = lockPlacement(
      { ...elsewhere(), stores: other.stores },
      { ...request, takeOver: new Set([held]) },
    );
    await cleos.takeOnEngine(engine, 'image');
    expect(cleos.passedOver()).toMatchObject({ by: 'anna@desk', deployment: 'd7', purpose: 'deploy of v2' });

    await expect(annas.confirm()).rejects.toMatchObject({
      code: 'placement.taken-over',
      details: { by: 'cleo@loft' },
    });
    await annas.release();
    await cleos.confirm();
    expect([...taken.values()].map(({ labels }) => labels[LABEL.owner])).toEqual(['cleo@loft']);
    await cleos.release();
    expect(taken.size).toBe(0);
    other.remove();
  });

  it('is lost as well when somebody removes it from the engine by hand', async () => {
    const { engine, taken } = engineOfNames();
    const lock = lockPlacement(as('anna@desk', 11, true), request);
    await lock.takeOnEngine(engine, 'image');
    taken.clear();
    await expect(lock.confirm()).rejects.toMatchObject({ code: 'placement.taken-over' });
  });
});
