import { drainColour } from './drain-colour.ts';
import { edgeOf, oldColour, subjectOf, type Swap } from '../swap.ts';

/**
 * The old colour stays as it is, so that what it still answers lives on and a rollback is one map change. When it is to be
 * stopped was written down with the switch, for whoever runs then; where that is at once, it is done here.
 */
export async function makeStandby(swap: Swap): Promise<string | undefined> {
  const { plan, config } = swap;
  const from = oldColour(swap);
  if (from === undefined) return undefined;
  if (plan.strategy === 'hold-and-swap') {
    // The edge need not look for what is known to be stopped.
    await edgeOf(swap).session.unmoor(from);
    return `${from} stopped, kept`;
  }
  if (config.warmForMs > 0)
    return swap.observed.colours[from].some(({ running }) => running)
      ? `${from} stays warm`
      : `nothing of ${from} ran any more`;
  const { session } = edgeOf(swap);
  const replicas = swap.observed.colours[from];
  const cut = await drainColour(swap, session, from, replicas, swap.serving?.config ?? config);
  await session.unmoor(from);
  swap.found.connectionsCut = cut;
  recordStopped(swap);
  return `${from} drained and stopped, ${cut} connection${cut === 1 ? '' : 's'} cut`;
}

function recordStopped(swap: Swap): void {
  const { stores } = swap.deps;
  const { app, environment, host } = subjectOf(swap);
  const from = oldColour(swap);
  stores.transaction(() => {
    const berth = stores.berths.get(app, environment, host);
    const moored = from === undefined ? undefined : berth?.[from];
    if (berth !== undefined && from !== undefined && moored !== undefined) {
      stores.berths.put({ ...berth, [from]: { deployment: moored.deployment, state: 'stopped' } });
    }
    const due = stores.dues.find(app, environment, host, 'standby');
    if (due !== undefined) stores.dues.remove(due.id);
  });
}
