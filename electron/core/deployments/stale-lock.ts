import { NOBODY } from '../db/locks-store.ts';
import type { LockHolder } from '../db/stores.ts';
import { isOfHere } from '../runtime/mark-process.ts';
import type { DeploymentDeps } from './deployment-deps.ts';

type Here = Pick<DeploymentDeps, 'machine' | 'process'>;

/**
 * Whether a lock's holder is gone: a process of this machine that does not live any more, or one of another machine whose
 * time is over, since of that one nothing else is known. A process that lives keeps its lock however long it takes.
 */
export function isStale(
  deps: Here & Pick<DeploymentDeps, 'isAlive' | 'clock'>,
  holder: Pick<LockHolder, 'machine' | 'pid' | 'process' | 'until'>,
): boolean {
  const { pid, process, until } = holder;
  if (!isOfHere(deps, holder)) return until !== undefined && deps.clock.now() > until;
  return pid === NOBODY || !deps.isAlive(pid, process);
}

/** Whether somebody has to be asked before it may be taken over: of another machine, and still within its time. */
export function isForeign(
  deps: Here & Pick<DeploymentDeps, 'isAlive' | 'clock'>,
  holder: Pick<LockHolder, 'machine' | 'pid' | 'process' | 'until'>,
): boolean {
  return !isOfHere(deps, holder) && !isStale(deps, holder);
}
