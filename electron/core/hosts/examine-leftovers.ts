import type { DoctorFinding } from '../core.ts';
import type { DeploymentSummary, LockHolder } from '../db/stores.ts';
import { isStale } from '../deployments/stale-lock.ts';
import type { DoctorDeps } from './doctor-deps.ts';
import { describeLock } from './examine-locks.ts';

/** Locks that are held, and deployments that nobody works on any more. */
export function examineLeftovers(deps: DoctorDeps): readonly DoctorFinding[] {
  const locks = deps.stores.locks.list();
  return [
    ...locks.map((lock) => describeLock(deps, lock)),
    ...deps.stores.deployments
      .unfinished()
      .filter((deployment) => !isBeingWorkedOn(deps, deployment, locks))
      .map((deployment) => describeUnfinished(deps, deployment)),
  ];
}

function describeUnfinished(deps: DoctorDeps, deployment: DeploymentSummary): DoctorFinding {
  const { app, environment, version, kind, id } = deployment;
  const where = `v${version} in ${environment} on ${hostName(deps, deployment.host)}`;
  if (deployment.state === 'baking') {
    return {
      level: 'ok',
      what: `The ${kind} of ${app} ${where} serves, and its bake waits to be judged.`,
      wayOut: 'Any command that changes something does it, or `twinberth doctor --fix`.',
    };
  }
  return {
    level: 'warning',
    what: `The ${kind} of ${app} ${where} was cut off (${id}).`,
    wayOut: 'twinberth doctor --fix',
  };
}

function isBeingWorkedOn(
  deps: DoctorDeps,
  { app, environment, host }: DeploymentSummary,
  locks: readonly LockHolder[],
): boolean {
  return locks.some(
    (lock) =>
      lock.app === app && lock.environment === environment && lock.host === host && !isStale(deps, lock),
  );
}

function hostName(deps: DoctorDeps, id: string): string {
  return deps.stores.hosts.get(id)?.name ?? id;
}
