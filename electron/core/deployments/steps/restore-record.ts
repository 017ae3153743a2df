import { Failure } from '../../runtime/failure.ts';
import { startPatience } from '../../runtime/start-patience.ts';
import { mooringOf } from './moor-colour.ts';
import { edgeOf, throwIfInterrupted, type Swap } from '../swap.ts';

/** How often the edge is asked whether what serves is up again, milliseconds. */
const POLL_MS = 50;

/**
 * What a heal puts right in place before anything else: the tag, the edge's restart policy, and the gate, which somebody may
 * have moved by hand to the very berth that is about to be cleared. All of it is as recorded, so nothing of it is ever taken
 * back.
 */
export async function restoreRecord(swap: Swap): Promise<void> {
  await restoreTag(swap);
  const { containerId } = edgeOf(swap);
  await swap.engine.containers.setRestartPolicy(containerId, 'always');
  await restoreGate(swap);
}

/** An image that has no other name keeps one, or the next prune would take it. */
async function restoreTag({ engine, release, found }: Swap): Promise<void> {
  const there = await engine.images.inspect(release.tag);
  if (found.image === undefined || there?.id === found.image) return;
  const [repository = '', tag = ''] = splitTag(release.tag);
  if (there !== undefined && there.tags.length === 1)
    await engine.images.tag(there.id, repository, `${tag}-other`);
  await engine.images.tag(found.image, repository, tag);
}

/**
 * The gate leads where it is recorded to lead, before anything lets go of the berth to which somebody may have moved it by
 * hand. It swings back only to what answers; what answers in its stead is not taken away before that.
 */
export async function restoreGate(swap: Swap): Promise<void> {
  const { engine, plan, config, observed, deps } = swap;
  const active = plan.fromColour;
  const { session } = edgeOf(swap);
  if (active === undefined) return;
  const first = await session.state();
  if (first.gate === active && first.gateOnRestart === active) return;
  if (first.gate !== plan.toColour) {
    await session.switchTo(active);
    return;
  }
  if (observed.colours[active].length === 0) throw nothingToSwingTo(swap);
  const stopped = observed.colours[active].filter(({ running }) => !running);
  await Promise.all(stopped.map(({ id }) => engine.containers.start(id)));
  // What the edge saw of it may be older than the moment at which somebody stopped or removed it.
  await session.moor({ ...(await mooringOf(swap, active)), restarted: true });
  const patience = startPatience(deps.clock, config.health.deadlineMs);
  for (;;) {
    throwIfInterrupted(swap);
    const { replicas } = await session.state();
    if (replicas.some(({ colour, ready }) => colour === active && ready)) break;
    if (patience.isOver()) throw nothingToSwingTo(swap);
    await deps.clock.sleep(POLL_MS, swap.signal).catch(() => throwIfInterrupted(swap));
  }
  await session.switchTo(active);
}

function nothingToSwingTo({ plan, release }: Swap): Failure {
  return new Failure(
    'edge.failed',
    `Somebody opened the gate of ${release.app} in ${plan.environment} to ${plan.toColour}, and of ${plan.fromColour ?? 'what was recorded'}, which was deployed, nothing answers. To go on would take away what serves. Bring ${plan.fromColour ?? 'it'} up again (docker start) where its containers are still there and try again, or make what serves the recorded one: \`twinberth rollback ${release.app} ${plan.environment}\`.`,
  );
}

function splitTag(reference: string): readonly string[] {
  const colon = reference.lastIndexOf(':');
  return [reference.slice(0, colon), reference.slice(colon + 1)];
}
