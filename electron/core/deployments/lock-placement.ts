import { NOBODY } from '../db/locks-store.ts';
import type { LockHolder } from '../db/stores.ts';
import type { ContainerState, Engine } from '../engine/engine.ts';
import { LABEL } from '../engine/labels.ts';
import { Failure, isFailure, toFailure } from '../runtime/failure.ts';
import type { DeploymentDeps } from './deployment-deps.ts';
import { lockName, ownLabels } from './planning/engine-names.ts';

/** What the lock container says about its holder, beside the labels that everything of ours carries. */
export const LOCK_LABEL = {
  machine: 'dev.twinberth.lock-machine',
  pid: 'dev.twinberth.lock-pid',
  token: 'dev.twinberth.lock-token',
  since: 'dev.twinberth.lock-since',
  purpose: 'dev.twinberth.lock-purpose',
} as const;

export interface LockRequest {
  readonly app: string;
  readonly environment: string;
  /** Host id and name. */
  readonly host: string;
  readonly hostName: string;
  readonly purpose: string;
}

/** A placement that is ours for a while: nobody else, on this machine or another, changes it. */
export interface PlacementLock {
  /** Takes the engine's side too; `image` is the engine ID of any image that is there. A second call does nothing. */
  takeOnEngine(engine: Engine, image: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes the lock in the local history; the engine's side follows as soon as an image is known to make it from. Rejects
 * with `placement.locked` (details: by, since, purpose, pid, machine) when somebody alive has it. A holder of this machine
 * that no longer lives is passed over; what it left undone is for `recover`.
 */
export function lockPlacement(deps: DeploymentDeps, request: LockRequest): PlacementLock {
  const holder: LockHolder = {
    app: request.app,
    environment: request.environment,
    host: request.host,
    token: deps.ids.next(),
    by: deps.owner,
    machine: deps.machine,
    pid: deps.pid,
    purpose: request.purpose,
    since: deps.clock.now(),
  };
  takeLocally(deps, holder);
  let onEngine: { readonly engine: Engine; readonly id: string } | undefined;
  return {
    takeOnEngine: async (engine, image) => {
      if (onEngine !== undefined) return;
      onEngine = { engine, id: await takeOnEngine(deps, engine, request, holder, image) };
    },
    release: async () => {
      try {
        await onEngine?.engine.containers.remove(onEngine.id);
        deps.stores.locks.release(holder.token);
      } catch (error) {
        // What was done under the lock stays done. The engine's side is left to whoever settles next.
        deps.log.warn('a lock could not be removed from its engine', { reason: toFailure(error).message });
        abandon(deps, holder);
      }
    },
  };
}

/** The lock of a process that is not there: it keeps nobody out, and it is remembered that there is something to remove. */
function abandon(deps: DeploymentDeps, holder: LockHolder): void {
  try {
    deps.stores.transaction(() => {
      deps.stores.locks.release(holder.token);
      deps.stores.locks.acquire({ ...holder, token: deps.ids.next(), pid: NOBODY, purpose: 'left behind' });
    });
  } catch (error) {
    deps.log.warn('a lock that was left behind could not be remembered', {
      reason: toFailure(error).message,
    });
    deps.stores.locks.release(holder.token);
  }
}

function takeLocally(deps: DeploymentDeps, holder: LockHolder): void {
  for (;;) {
    const answer = deps.stores.locks.acquire(holder);
    if (answer.taken) return;
    if (!isStale(deps, answer.holder.machine, answer.holder.pid)) throw locked(holder, answer.holder);
    deps.stores.locks.release(answer.holder.token);
  }
}

async function takeOnEngine(
  deps: DeploymentDeps,
  engine: Engine,
  request: LockRequest,
  holder: LockHolder,
  image: string,
): Promise<string> {
  const name = lockName(request.app, request.environment);
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await engine.containers.create({
        name,
        image,
        command: ['lock'],
        labels: lockLabels(deps, request, holder),
      });
    } catch (error) {
      if (!isFailure(error, 'name.taken') || attempt === 100) throw error;
      const other = await engine.containers.inspect(name);
      // Its holder has finished in between, or the engine is still making it: a name is taken before it can be looked up.
      if (other === undefined) await deps.clock.sleep(50);
      else await passOverStale(deps, engine, request, holder, other);
    }
  }
}

async function passOverStale(
  deps: DeploymentDeps,
  engine: Engine,
  request: LockRequest,
  wanted: LockHolder,
  other: ContainerState,
): Promise<void> {
  if (other.labels[LABEL.role] !== 'lock') {
    throw new Failure(
      'name.taken',
      `${other.name} exists on ${request.hostName} and was not made by Twinberth; it stays untouched. Rename or remove it, then try again.`,
      { container: other.id },
    );
  }
  const machine = other.labels[LOCK_LABEL.machine] ?? '';
  const pid = Number(other.labels[LOCK_LABEL.pid] ?? 0);
  if (!isStale(deps, machine, pid) && !isForgotten(deps, machine, pid, other)) {
    throw locked(wanted, {
      ...wanted,
      by: other.labels[LABEL.owner] ?? 'somebody',
      machine,
      pid,
      since: Number(other.labels[LOCK_LABEL.since] ?? 0),
      purpose: other.labels[LOCK_LABEL.purpose] ?? '',
    });
  }
  await engine.containers.remove(other.id);
}

/** Made by this very process for a lock that it has given up since, when the engine could not be reached to remove it. */
function isForgotten(deps: DeploymentDeps, machine: string, pid: number, lock: ContainerState): boolean {
  if (machine !== deps.machine || pid !== deps.pid) return false;
  return !deps.stores.locks.list().some((held) => held.token === lock.labels[LOCK_LABEL.token]);
}

function lockLabels(deps: DeploymentDeps, request: LockRequest, holder: LockHolder): Record<string, string> {
  const facts = {
    owner: deps.owner,
    role: 'lock',
    host: request.hostName,
    environment: request.environment,
    app: request.app,
    ...(deps.runLabel === undefined ? {} : { run: deps.runLabel }),
  };
  return {
    ...ownLabels(facts),
    [LOCK_LABEL.machine]: holder.machine,
    [LOCK_LABEL.pid]: String(holder.pid),
    [LOCK_LABEL.token]: holder.token,
    [LOCK_LABEL.since]: String(holder.since),
    [LOCK_LABEL.purpose]: holder.purpose,
  };
}

/** Whether the holder was a process of this machine that is gone. Of another machine nothing is known. */
export function isStale(
  deps: Pick<DeploymentDeps, 'machine' | 'isAlive'>,
  machine: string,
  pid: number,
): boolean {
  return machine === deps.machine && (pid === NOBODY || !deps.isAlive(pid));
}

function locked(wanted: LockHolder, holder: LockHolder): Failure {
  const since = new Date(holder.since).toISOString();
  return new Failure(
    'placement.locked',
    `${wanted.app} in ${wanted.environment} is being worked on: ${holder.purpose}, by ${holder.by} since ${since} (process ${holder.pid}). Wait for it, or see \`twinberth doctor\`.`,
    { by: holder.by, since: holder.since, purpose: holder.purpose, pid: holder.pid, machine: holder.machine },
    { retry: true },
  );
}
