import type { Host } from '../../../shared/model/host.ts';
import type { DoctorFinding } from '../core.ts';
import type { LockHolder } from '../db/stores.ts';
import { readLock } from '../deployments/engine-lock.ts';
import { isForeign, isStale } from '../deployments/stale-lock.ts';
import type { Engine } from '../engine/engine.ts';
import { LABEL, LABEL_VERSION } from '../engine/labels.ts';
import { isOfHere } from '../runtime/mark-process.ts';
import type { DoctorDeps } from './doctor-deps.ts';

type Surroundings = Pick<DoctorDeps, 'stores' | 'machine' | 'process' | 'isAlive' | 'clock'>;

/** Locks on an engine that this history does not have: other machines', or another history's on this one. */
export async function listStrangeLocks(
  deps: Pick<DoctorDeps, 'stores'>,
  host: Host,
  engine: Engine,
): Promise<readonly LockHolder[]> {
  const containers = await engine.containers.list({ [LABEL.version]: LABEL_VERSION, [LABEL.role]: 'lock' });
  const own = new Set(deps.stores.locks.list().map(({ token }) => token));
  return containers.map((container) => readLock(host.id, container)).filter(({ token }) => !own.has(token));
}

/** Who works on a placement, since when, for how long at most, and what to do when nobody does any more. */
export function describeLock(deps: Surroundings, lock: LockHolder): DoctorFinding {
  const host = deps.stores.hosts.get(lock.host)?.name ?? lock.host;
  const where = `${lock.app} in ${lock.environment} on ${host}`;
  const since = new Date(lock.since).toISOString();
  if (isStale(deps, lock)) {
    const here = isOfHere(deps, lock);
    const who = here ? 'which is gone' : `whose time is over since ${untilOf(lock)}`;
    const on = here ? '' : ` of ${lock.by} on ${lock.machine}`;
    return {
      level: 'warning',
      what: `${where} is locked since ${since} (${lock.purpose}) by process ${lock.pid}${on}, ${who}.`,
      wayOut: 'twinberth doctor --fix',
    };
  }
  const what = `${where} is being worked on since ${since}: ${lock.purpose}, by ${lock.by}, process ${lock.pid}`;
  if (!isForeign(deps, lock)) return { level: 'ok', what: `${what}.` };
  return {
    level: 'ok',
    what: `${what} on ${lock.machine}, until ${untilOf(lock)} at the latest.`,
    wayOut: `If ${lock.machine} will not go on with it: twinberth doctor --fix --take-over ${lock.app}/${lock.environment}`,
  };
}

function untilOf({ until }: LockHolder): string {
  return until === undefined ? 'a time that it does not tell' : new Date(until).toISOString();
}
