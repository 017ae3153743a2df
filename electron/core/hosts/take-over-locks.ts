import type { Host } from '../../../shared/model/host.ts';
import type { DoctorFinding } from '../core.ts';
import type { LockHolder } from '../db/stores.ts';
import { isForeign, isStale } from '../deployments/stale-lock.ts';
import { toFailure } from '../runtime/failure.ts';
import { isOfHere } from '../runtime/mark-process.ts';
import type { DoctorDeps } from './doctor-deps.ts';
import type { StrangeLock } from './doctor-options.ts';
import { listStrangeLocks } from './examine-locks.ts';

/** Whether a lock may be taken over although its holder, on another machine, may live. */
export type AskTakeOver = (lock: StrangeLock) => Promise<boolean>;

/**
 * Takes over the locks of other machines, and of other histories on this one: where the holder is gone or its time is over, and else
 * where `ask` agrees. What was in the middle of something is settled. Hosts that do not answer are left out: that they do
 * not is told elsewhere.
 */
export async function takeOverLocks(deps: DoctorDeps, ask: AskTakeOver): Promise<readonly DoctorFinding[]> {
  const findings: DoctorFinding[] = [];
  for (const host of deps.stores.hosts.list()) {
    for (const lock of await locksOn(deps, host)) {
      const agreed = isStale(deps, lock) || (isForeign(deps, lock) && (await ask(describe(host.name, lock))));
      if (agreed) findings.push(...(await takeOver(deps, host, lock)));
    }
  }
  return [...findings, ...(await releasePlaceless(deps, ask))];
}

/** Builds, and placements on hosts that nobody knows any more: there is nothing to them but the record. */
async function releasePlaceless(deps: DoctorDeps, ask: AskTakeOver): Promise<readonly DoctorFinding[]> {
  const findings: DoctorFinding[] = [];
  for (const lock of deps.stores.locks.list()) {
    if (deps.stores.hosts.get(lock.host) !== undefined) continue;
    if (!isStale(deps, lock) && !(isForeign(deps, lock) && (await ask(describe(lock.host, lock))))) continue;
    deps.stores.locks.release(lock.token);
    const what = `Gave up the lock of ${lock.app} in ${lock.environment} (${lock.purpose}), held by ${lock.by}.`;
    findings.push({ level: 'ok', what, fixed: true });
  }
  return findings;
}

/** Those that this history has and those that only the engine has. */
async function locksOn(deps: DoctorDeps, host: Host): Promise<readonly LockHolder[]> {
  const here = deps.stores.locks.list().filter((lock) => lock.host === host.id && !isOfHere(deps, lock));
  try {
    return [...here, ...(await listStrangeLocks(deps, host, await deps.engineOf(host.id)))];
  } catch {
    return [];
  }
}

function describe(
  host: string,
  { app, environment, by, machine, purpose, since, until }: LockHolder,
): StrangeLock {
  const place = { app, environment, host };
  return { ...place, by, machine, purpose, since, ...(until === undefined ? {} : { until }) };
}

async function takeOver(deps: DoctorDeps, host: Host, lock: LockHolder): Promise<readonly DoctorFinding[]> {
  const where = `${lock.app} in ${lock.environment} on ${host.name}`;
  try {
    const { settled, problems } = await deps.takeOver(lock);
    return [
      {
        level: 'ok',
        what: `Took over ${where} from ${lock.by} on ${lock.machine} (${lock.purpose}).`,
        fixed: true,
      },
      ...settled.map((what): DoctorFinding => ({ level: 'ok', what: `${what}.`, fixed: true })),
      ...problems.map((what): DoctorFinding => ({ level: 'warning', what })),
    ];
  } catch (error) {
    return [{ level: 'warning', what: `${where} could not be taken over: ${toFailure(error).message}` }];
  }
}
