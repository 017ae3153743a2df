import type { Colour } from '../../../../shared/model/colour.ts';
import type { EdgeSession } from '../../edge/edge.ts';
import type { Clock } from '../../runtime/clock.ts';

/** What the edge let through just before it began to hold has long reached the app by then, milliseconds. */
const LIMIT_MS = 500;
const POLL_MS = 10;

/**
 * Waits until nothing is on its way any more to a colour whose requests are held, half a second at most. A request that
 * meets a process just as that is told to end, over a connection that it closes for being idle, would be answered by nobody;
 * what takes longer has been heard, and is finished within the grace time.
 */
export async function awaitQuiet(
  session: Pick<EdgeSession, 'openConnections'>,
  colour: Colour,
  clock: Clock,
): Promise<void> {
  const deadline = clock.ticks() + LIMIT_MS;
  while ((await session.openConnections(colour)) > 0 && clock.ticks() < deadline) await clock.sleep(POLL_MS);
}
