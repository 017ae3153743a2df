import type { PlacementConfig } from '../../../../shared/model/app-config.ts';
import type { Colour } from '../../../../shared/model/colour.ts';
import type { EdgeSession } from '../../edge/edge.ts';
import type { Engine } from '../../engine/engine.ts';
import { stopForGood } from './stop-for-good.ts';
import type { Clock } from '../../runtime/clock.ts';
import { startPatience } from '../../runtime/start-patience.ts';

/** How often a draining colour is asked whether it is done, milliseconds. */
const POLL_MS = 200;

/**
 * Waits until a colour answers nobody any more, at most `config.drainMs`, then stops its containers. New requests have long
 * gone elsewhere. Returns how many connections were still open when it was stopped.
 */
export async function drainColour(
  context: {
    readonly engine: Engine;
    readonly deps: { readonly clock: Clock };
    readonly signal?: AbortSignal;
  },
  session: EdgeSession,
  colour: Colour,
  replicas: readonly { readonly id: string }[],
  config: PlacementConfig,
): Promise<number> {
  const { clock } = context.deps;
  const patience = startPatience(clock, config.drainMs);
  let open = await session.openConnections(colour);
  while (open > 0 && !patience.isOver()) {
    await clock.sleep(Math.min(POLL_MS, Math.max(1, patience.left())), context.signal);
    open = await session.openConnections(colour);
  }
  await Promise.all(replicas.map(({ id }) => stopForGood(context.engine, id, config.stopGraceMs)));
  return open;
}
