import type { ReplicaHealth } from '../../edge/edge.ts';
import type { ContainerState } from '../../engine/engine.ts';
import { Failure } from '../../runtime/failure.ts';
import { startPatience, type Patience } from '../../runtime/start-patience.ts';
import { edgeOf, throwIfInterrupted, type Swap } from '../swap.ts';

/**
 * Between two looks at the edge, milliseconds: a twentieth of what has been waited already, so that an app that starts
 * quickly is seen to be ready at once. The edge's own checks run at its own rhythm.
 */
const POLL_MS = { least: 5, most: 25 };
/** The engine is asked less often: an inspect costs it more than a `show stat` costs the edge. */
const INSPECT_EVERY_MS = 150;

/**
 * Ready: the edge, on the path that traffic will take, sees every replica up for the stable window, none of them has
 * ended, and Docker's own health check, where the image has one, agrees. Rejects with `ready.failed` naming the replica
 * and what is wrong with it.
 */
export async function waitReady(swap: Swap): Promise<string | undefined> {
  const { clock } = swap.deps;
  const { health, replicas: wanted } = swap.config;
  // A rollback goes to what was good here before: it needs to be up, not to prove itself again.
  const stableMs = swap.deployment.kind === 'rollback' ? 0 : health.stableMs;
  const begun = clock.ticks();
  const patience = startPatience(clock, health.deadlineMs);
  let stable: Patience | undefined;
  let inspectedAt = -Infinity;
  let healthy = false;
  let told = '';
  const words = checkWords();
  for (;;) {
    throwIfInterrupted(swap);
    if (clock.ticks() - inspectedAt >= INSPECT_EVERY_MS) {
      healthy = await checkContainers(swap);
      inspectedAt = clock.ticks();
    }
    const seen = (await edgeReplicas(swap)).map((replica) => ({
      ...replica,
      check: words.remember(replica),
    }));
    const up = seen.filter((replica) => replica.ready).length;
    if (up === wanted && healthy) {
      stable ??= startPatience(clock, stableMs);
      if (stable.isOver()) break;
    } else {
      stable = undefined;
    }
    const state = `${up} of ${wanted} ready${describeFirstBad(seen)}`;
    if (state !== told) swap.report({ kind: 'note', text: state });
    told = state;
    if (patience.isOver()) throw notReady(swap, seen, healthy);
    const pause = Math.min(POLL_MS.most, Math.max(POLL_MS.least, (clock.ticks() - begun) / 20));
    await clock.sleep(pause, swap.signal).catch(() => throwIfInterrupted(swap));
  }
  await checkContainers(swap);
  swap.found.runningAt = clock.ticks();
  return `${wanted} of ${wanted} replicas`;
}

type SeenReplica = Awaited<ReturnType<typeof edgeReplicas>>[number];

async function edgeReplicas(swap: Swap) {
  const state = await edgeOf(swap).session.state();
  return state.replicas.filter((replica) => replica.colour === swap.plan.toColour);
}

/** Rejects when a replica has ended; returns whether Docker's health checks, where there are any, are all content. */
async function checkContainers(swap: Swap): Promise<boolean> {
  const states = await Promise.all(
    swap.found.replicas.map((replica) => swap.engine.containers.inspect(replica.id)),
  );
  states.forEach((state, index) => {
    const name = swap.found.replicas[index]?.name ?? '?';
    if (state === undefined) throw new Failure('ready.failed', `${name} was removed while it was starting.`);
    if (!state.running && state.status !== 'created')
      throw new Failure('ready.failed', describeEnd(name, state), { exitCode: state.exitCode });
  });
  return states.every((state) => state?.health === undefined || state.health.status === 'healthy');
}

function describeEnd(name: string, state: ContainerState): string {
  if (state.oomKilled) return `${name} was killed because it used more memory than it may have.`;
  return `${name} ended with exit code ${state.exitCode} while it was starting.`;
}

function notReady(swap: Swap, seen: readonly SeenReplica[], healthy: boolean): Failure {
  const { config, plan } = swap;
  const limit = `${config.health.deadlineMs / 1000} s`;
  const bad = seen.find((replica) => !replica.ready);
  if (bad === undefined && !healthy) {
    return new Failure(
      'ready.failed',
      `The image's own health check did not report healthy within ${limit}.`,
    );
  }
  const check = bad?.check ?? 'it was never checked';
  const hint = hintFor(check, config.port);
  return new Failure(
    'ready.failed',
    `${plan.toColour} ${bad?.replica ?? 1} did not become ready within ${limit}: the edge last saw ${check}.${hint}`,
    { check, port: config.port, path: config.health.path },
  );
}

/**
 * HAProxy says what exactly was wrong (`Connection refused`, the status) only between two checks; while the next one runs
 * it has no more than the kind of failure. The exact words are kept for as long as the kind stays the same.
 */
function checkWords(): { remember(replica: ReplicaHealth): string } {
  const exact = new Map<number, string>();
  const kindOf = (check: string) => check.split(' ', 1)[0];
  return {
    remember: ({ replica, check }) => {
      if (!/ Layer\d/.test(check)) exact.set(replica, check);
      const known = exact.get(replica);
      return known !== undefined && kindOf(known) === kindOf(check) ? known : check;
    },
  };
}

/** What the edge's check usually means, for the mistakes that people really make. */
function hintFor(check: string, port: number | undefined): string {
  if (/refused|L4CON/i.test(check)) {
    return ` Nothing accepts connections on port ${port ?? '?'}: the app may listen on another port, or only on 127.0.0.1 instead of 0.0.0.0.`;
  }
  if (/L4TOUT|timeout/i.test(check)) return ' It accepts no connection or gives no answer in time.';
  if (/L7STS/.test(check)) return ' It answers, but not well: see `health.path` in twinberth.yaml.';
  return '';
}

function describeFirstBad(seen: readonly SeenReplica[]): string {
  const bad = seen.find((replica) => !replica.ready);
  return bad === undefined || bad.check === '' ? '' : ` (${bad.check})`;
}
