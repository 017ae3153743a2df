import { otherColour } from '../../../../shared/model/colour.ts';
import type { Berth } from '../../../../shared/model/berth.ts';
import type { Deployment } from '../../../../shared/model/deployment.ts';
import type { Settled } from '../../core.ts';
import { drainColour } from '../steps/drain-colour.ts';
import { sessionOf, type Settling } from './settling.ts';

/** How soon at the earliest a standby that serves is looked at again, milliseconds. */
const LOOK_AGAIN_MS = 60_000;

export async function settleStandby(
  settling: Settling,
  berth: Berth,
  deployment: Deployment,
): Promise<readonly Settled[]> {
  const { deps, due, observed } = settling;
  const colour = berth.active === undefined ? undefined : otherColour(berth.active);
  const moored = colour === undefined ? undefined : berth[colour];
  if (colour === undefined || moored === undefined || moored.state !== 'warm') {
    deps.stores.dues.remove(due.id);
    return [];
  }
  const session = await sessionOf(settling, berth, deployment);
  if ((await session.state()).gate === colour) {
    // Somebody has swung it by hand, and what serves is not stopped; once it is swung back, this is still to be done.
    const spanMs = Math.max(deployment.config.warmForMs, LOOK_AGAIN_MS);
    deps.stores.dues.put({ ...due, at: deps.clock.now() + spanMs, data: { ...due.data, spanMs } });
    return [];
  }
  const replicas = observed.colours[colour].filter((replica) => replica.running);
  const config = deps.stores.deployments.get(moored.deployment)?.config ?? deployment.config;
  const cut = replicas.length === 0 ? 0 : await drainColour(settling, session, colour, replicas, config);
  await session.unmoor(colour);
  deps.stores.transaction(() => {
    deps.stores.dues.remove(due.id);
    deps.stores.berths.put({ ...berth, [colour]: { deployment: moored.deployment, state: 'stopped' } });
    if (deployment.receipt !== undefined) {
      deps.stores.deployments.update(deployment.id, {
        receipt: { ...deployment.receipt, connectionsCut: cut },
      });
    }
  });
  const text = `The standby of ${due.app} in ${due.environment} (${colour}) was drained and stopped; ${cut === 1 ? '1 connection was' : `${cut} connections were`} cut.`;
  return [{ app: due.app, environment: due.environment, what: 'standby', text }];
}
