import type { LockHolder } from '../db/stores.ts';
import { Failure } from '../runtime/failure.ts';
import type { DeploymentDeps } from './deployment-deps.ts';
import { isForeign } from './stale-lock.ts';

/** What somebody is told who finds a placement locked, and when it is another machine that has it, how that may end. */
export function locked(
  deps: Pick<DeploymentDeps, 'machine' | 'isAlive' | 'clock'>,
  { app, environment }: Pick<LockHolder, 'app' | 'environment'>,
  holder: LockHolder,
): Failure {
  const { by, purpose, pid, machine, until } = holder;
  const since = new Date(holder.since).toISOString();
  const wayOut = isForeign(deps, holder)
    ? `Wait for it; if ${machine} will not go on with it, \`twinberth doctor --fix --take-over ${app}/${environment}\` takes it over.`
    : 'Wait for it, or see `twinberth doctor`.';
  return new Failure(
    'placement.locked',
    `${app} in ${environment} is being worked on: ${purpose}, by ${by} since ${since} (process ${pid}). ${wayOut}`,
    { by, since: holder.since, purpose, pid, machine, ...(until === undefined ? {} : { until }) },
    { retry: true },
  );
}

/** What a holder is told whose lock is somebody else's by now: it has no business there any more. */
export function takenOver(
  { app, environment }: Pick<LockHolder, 'app' | 'environment'>,
  host: string,
  holder?: LockHolder,
): Failure {
  const by = holder === undefined ? 'Somebody' : `${holder.by} (${holder.purpose})`;
  return new Failure(
    'placement.taken-over',
    `${by} has taken over ${app} in ${environment} on ${host} in the middle of this, so nothing more was touched. What is there now is theirs: \`twinberth history rebuild ${app}\` brings it into this history.`,
    holder === undefined ? {} : { by: holder.by, since: holder.since, purpose: holder.purpose },
  );
}
