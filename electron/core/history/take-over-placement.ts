import type { LockHolder } from '../db/stores.ts';
import { rebuildHistory } from './rebuild-history.ts';
import type { RebuildDeps } from './rebuild-deps.ts';

export interface TakenOver {
  /** What came of it, in words. */
  readonly settled: readonly string[];
  /** What is not settled, and why. */
  readonly problems: readonly string[];
}

/**
 * Takes a placement from a holder that is gone, or that somebody has agreed to take it from, and settles what it was in the
 * middle of: what the placement's own containers and gate tell is written into the history, a deployment that did not serve yet
 * is undone, and one that did is left for its bake to be judged. A holder that has meanwhile let go, and a lock that somebody
 * else has by now, is left alone.
 */
export async function takeOverPlacement(deps: RebuildDeps, left: LockHolder): Promise<TakenOver> {
  const { app, environment, host, token } = left;
  const { corrected, skipped, hosts } = await rebuildHistory(deps, {
    app,
    environment,
    host,
    takeOver: new Set([token]),
  });
  const away = hosts.flatMap(({ reason }) => reason ?? []);
  // Nothing of it is on the engine; then the record is all that there is.
  if (away.length === 0 && skipped.length === 0) deps.stores.locks.release(token);
  return { settled: corrected, problems: [...skipped, ...away] };
}
