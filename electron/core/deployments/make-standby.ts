import { drainColour } from './drain-colour.ts';
import { edgeOf, oldColour, subjectOf, type Swap } from './swap.ts';

/**
 * The old colour stays as it is, so that what it still answers lives on and a rollback is one map change. When it is to be
 * stopped is written down, for whoever runs then.
 */
export async function makeStandby(swap: Swap): Promise<string | undefined> {
  const { deps, plan, config, serving } = swap;
  const from = oldColour(swap);
  if (from === undefined) return undefined;
  const { stores, clock, ids } = deps;
  const subject = subjectOf(swap);
  const { session } = edgeOf(swap);
  if (plan.strategy === 'hold-and-swap') {
    await session.unmoor(from);
    return `${from} stopped, kept`;
  }
  if (config.warmForMs > 0) {
    stores.dues.put({
      ...subject,
      id: ids.next(),
      kind: 'standby',
      deployment: swap.deployment.id,
      at: clock.now() + config.warmForMs,
      data: { colour: from },
    });
    return `${from} stays warm`;
  }
  const replicas = swap.observed.colours[from];
  const cut = await drainColour(swap, session, from, replicas, serving?.config ?? config);
  // The edge need not look for what is known to be stopped.
  await session.unmoor(from);
  swap.found.connectionsCut = cut;
  stores.transaction(() => {
    const berth = stores.berths.get(subject.app, subject.environment, subject.host);
    const moored = berth?.[from];
    if (berth !== undefined && moored !== undefined) {
      stores.berths.put({ ...berth, [from]: { deployment: moored.deployment, state: 'stopped' } });
    }
  });
  return `${from} drained and stopped, ${cut} connection${cut === 1 ? '' : 's'} cut`;
}
