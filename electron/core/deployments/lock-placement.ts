import { NOBODY } from '../db/locks-store.ts';
import type { LockHolder } from '../db/stores.ts';
import type { ContainerState, Engine } from '../engine/engine.ts';
import { LABEL } from '../engine/labels.ts';
import { Failure, isFailure, toFailure } from '../runtime/failure.ts';
import { isOfHere } from '../runtime/mark-process.ts';
import type { DeploymentDeps } from './deployment-deps.ts';
import { lockLabels, readLock } from './engine-lock.ts';
import { locked, takenOver } from './lock-failures.ts';
import { lockName } from './planning/engine-names.ts';
import { isStale } from './stale-lock.ts';

export interface LockRequest {
  readonly app: string;
  readonly environment: string;
  /** Host id and name. */
  readonly host: string;
  readonly hostName: string;
  readonly purpose: string;
  /** The deployment that it is for, so that whoever finds the lock left behind knows what was cut off. */
  readonly deployment?: string;
  /** How long what it is for can take by its own deadlines, milliseconds. Default 0; the margin of the settings comes on top. */
  readonly spanMs?: number;
  /** Tokens of locks that somebody has agreed to take over although their holders may live. */
  readonly takeOver?: ReadonlySet<string>;
}

/** A placement that is ours for a while: nobody else, on this machine or another, changes it. */
/** How long after the engine was seen to have our lock that is taken for granted where a step takes nothing from anybody, milliseconds. */
const CONFIRMED_FOR_MS = 1_000;

export interface PlacementLock {
  /** Takes the engine's side too; `image` is the engine ID of any image that is there. A second call does nothing. */
  takeOnEngine(engine: Engine, image: string): Promise<void>;
  /**
   * Resolves while it is still ours. Rejects with `placement.taken-over` when somebody has taken it over or removed it: then
   * nothing there may be touched any more. Asked before each effect. `surely` false: what the engine said a moment ago will
   * do; the local side is looked at each time. Default true.
   */
  confirm(options?: { readonly surely?: boolean }): Promise<void>;
  /** Who had left a lock on the engine that was passed over when ours was made. */
  passedOver(): LockHolder | undefined;
  /** Who had left one in the local history, and really held it to the end. */
  leftHere(): LockHolder | undefined;
  release(): Promise<void>;
}

/** Our container on an engine. */
interface OnEngine {
  readonly engine: Engine;
  readonly id: string;
}

/**
 * Takes the lock in the local history; the engine's side follows as soon as an image is known to make it from. Rejects
 * with `placement.locked` (details: by, since, purpose, pid, machine, until) when somebody has it who may live. A holder that is
 * gone (see `isStale`), or that may be taken over, is passed over; what it left undone is for `recover`.
 */
export function lockPlacement(deps: DeploymentDeps, request: LockRequest): PlacementLock {
  const { app, environment, host, hostName, purpose, deployment, spanMs = 0 } = request;
  const since = deps.clock.now();
  const holder: LockHolder = {
    app,
    environment,
    host,
    token: deps.ids.next(),
    by: deps.owner,
    machine: deps.machine,
    pid: deps.pid,
    purpose,
    since,
    until: since + spanMs + deps.lockMarginMs,
    ...(deps.process === undefined ? {} : { process: deps.process }),
    ...(deployment === undefined ? {} : { deployment }),
  };
  const { here, abandoned } = takeLocally(deps, request, holder);
  let onEngine: OnEngine | undefined;
  let left: LockHolder | undefined;
  let seen = { at: 0, ticks: 0 };
  const see = () => (seen = { at: deps.clock.now(), ticks: deps.clock.ticks() });
  // Both clocks: a machine that slept has moved on by one of them only.
  const isFresh = () =>
    Math.max(Math.abs(deps.clock.now() - seen.at), deps.clock.ticks() - seen.ticks) < CONFIRMED_FOR_MS;
  return {
    takeOnEngine: async (engine, image) => {
      if (onEngine !== undefined) return;
      const id = await takeOnEngine(deps, engine, { ...request, abandoned }, holder, image, (passed) => {
        left = passed;
      });
      onEngine = { engine, id };
      see();
    },
    confirm: async ({ surely = true } = {}) => {
      const now = deps.stores.locks.find(app, environment, host);
      if (now?.token !== holder.token) throw takenOver(holder, hostName, now);
      if (onEngine === undefined || (!surely && isFresh())) return;
      if ((await onEngine.engine.containers.inspect(onEngine.id)) !== undefined) {
        see();
        return;
      }
      const there = await onEngine.engine.containers.inspect(lockName(app, environment));
      throw takenOver(holder, hostName, there && readLock(host, there));
    },
    passedOver: () => left,
    leftHere: () => here,
    release: async () => {
      try {
        await onEngine?.engine.containers.remove(onEngine.id);
        deps.stores.locks.release(holder.token);
        // The engine was never asked: what lies there is still to be removed.
        if (onEngine === undefined && abandoned !== undefined) deps.stores.locks.acquire(abandoned);
      } catch (error) {
        // What was done under the lock stays done. The engine's side is left to whoever settles next.
        deps.log.warn('a lock could not be removed from its engine', { reason: toFailure(error).message });
        abandon(deps, holder);
      }
    },
  };
}

/** The lock of a process that is not there: it keeps nobody out, and it is remembered what is to be removed from the engine. */
function abandon(deps: DeploymentDeps, holder: LockHolder): void {
  try {
    deps.stores.transaction(() => {
      deps.stores.locks.release(holder.token);
      deps.stores.locks.acquire({ ...holder, pid: NOBODY, purpose: 'left behind' });
    });
  } catch (error) {
    deps.log.warn('a lock that was left behind could not be remembered', {
      reason: toFailure(error).message,
    });
    deps.stores.locks.release(holder.token);
  }
}

/** What was in the way in the history: who really held it, or what somebody could not remove from the engine. */
interface LeftHere {
  readonly here: LockHolder | undefined;
  readonly abandoned: LockHolder | undefined;
}

function takeLocally(deps: DeploymentDeps, request: LockRequest, holder: LockHolder): LeftHere {
  let left: LeftHere = { here: undefined, abandoned: undefined };
  for (;;) {
    const answer = deps.stores.locks.acquire(holder);
    if (answer.taken) return left;
    const found = answer.holder;
    if (!mayPassOver(deps, request, found)) throw locked(deps, holder, found);
    deps.stores.locks.release(found.token);
    const nobody = found.pid === NOBODY;
    left = { here: nobody ? undefined : found, abandoned: nobody ? found : undefined };
  }
}

interface EngineLockRequest extends LockRequest {
  readonly abandoned: LockHolder | undefined;
}

async function takeOnEngine(
  deps: DeploymentDeps,
  engine: Engine,
  request: EngineLockRequest,
  holder: LockHolder,
  image: string,
  passed: (left: LockHolder) => void,
): Promise<string> {
  const name = lockName(request.app, request.environment);
  const labels = lockLabels(deps, request.hostName, holder);
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await engine.containers.create({ name, image, command: ['lock'], labels });
    } catch (error) {
      if (!isFailure(error, 'name.taken') || attempt === 100) throw error;
      const other = await engine.containers.inspect(name);
      // Its holder has finished in between, or the engine is still making it: a name is taken before it can be looked up.
      if (other === undefined) await deps.clock.sleep(50);
      else passed(await passOver(deps, engine, request, holder, other));
    }
  }
}

async function passOver(
  deps: DeploymentDeps,
  engine: Engine,
  request: EngineLockRequest,
  wanted: LockHolder,
  other: ContainerState,
): Promise<LockHolder> {
  if (other.labels[LABEL.role] !== 'lock') {
    throw new Failure(
      'name.taken',
      `${other.name} exists on ${request.hostName} and was not made by Twinberth; it stays untouched. Rename or remove it, then try again.`,
      { container: other.id },
    );
  }
  const left = readLock(request.host, other);
  const free = left.token === request.abandoned?.token || isForgotten(deps, left);
  if (!free && !mayPassOver(deps, request, left)) throw locked(deps, wanted, left);
  await engine.containers.remove(other.id);
  return left;
}

function mayPassOver(deps: DeploymentDeps, request: LockRequest, holder: LockHolder): boolean {
  if (isStale(deps, holder)) return true;
  // Who lives on this machine can be ended; nobody needs to guess about them.
  return !isOfHere(deps, holder) && request.takeOver?.has(holder.token) === true;
}

/** Made by this very process for a lock that it has given up since, when the engine could not be reached to remove it. */
function isForgotten(deps: DeploymentDeps, holder: LockHolder): boolean {
  if (!isOfHere(deps, holder) || holder.pid !== deps.pid) return false;
  return !deps.stores.locks.list().some((held) => held.token === holder.token && held.pid !== NOBODY);
}
