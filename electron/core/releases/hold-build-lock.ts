import type { LockHolder } from '../db/stores.ts';
import { isOfHere } from '../runtime/mark-process.ts';
import type { ReleaseDeps } from './release-deps.ts';

/** No environment and no host can have these names: one build at a time of an app, wherever it is made. */
export const BUILD_LOCK = { environment: '(build)', host: '(any)' } as const;

const POLL_MS = 200;

/**
 * Waits until no other process that shares this history builds the app, then keeps others from it until `release` is
 * called. What a process that died held is passed over. Rejects with the signal's reason when that comes first.
 */
export async function holdBuildLock(
  deps: ReleaseDeps,
  app: string,
  options: { readonly signal?: AbortSignal; readonly onWait?: (holder: LockHolder) => void },
): Promise<{ release(): void }> {
  const wanted: LockHolder = {
    app,
    ...BUILD_LOCK,
    token: deps.ids.next(),
    by: deps.owner,
    machine: deps.machine,
    pid: deps.pid,
    ...(deps.process === undefined ? {} : { process: deps.process }),
    purpose: 'build',
    since: deps.clock.now(),
  };
  let told = '';
  for (;;) {
    options.signal?.throwIfAborted();
    const answer = deps.stores.locks.acquire(wanted);
    if (answer.taken) return { release: () => deps.stores.locks.release(wanted.token) };
    const { holder } = answer;
    if (isOfHere(deps, holder) && !deps.isAlive(holder.pid, holder.process)) {
      deps.stores.locks.release(holder.token);
      continue;
    }
    if (told !== holder.token) options.onWait?.(holder);
    told = holder.token;
    await deps.clock.sleep(POLL_MS, options.signal);
  }
}
