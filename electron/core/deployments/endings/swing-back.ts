import { isFailure, toFailure } from '../../runtime/failure.ts';
import { berthBeforeSwitch } from './berth-before-switch.ts';
import { withCleaningProblem } from './cleaning-problem.ts';
import { collectEvidence } from './collect-evidence.ts';
import { endTakenOver, lossOf } from './end-taken-over.ts';
import { restorePlacement } from './restore-placement.ts';
import { edgeOf, type Swap } from '../swap.ts';
import { writeReceipt } from '../steps/write-receipt.ts';

/**
 * The bake found the new colour bad: the gate goes back to the old one by itself, at once, and only then is evidence taken
 * and the new colour removed. Where there was no old one the placement ends empty, as a first deployment that failed.
 */
export async function swingBack(swap: Swap, error: unknown): Promise<void> {
  const { deps, deployment, engine, plan, found } = swap;
  const { stores, clock } = deps;
  const loss = await lossOf(swap);
  if (loss !== undefined) {
    await endTakenOver(swap, loss);
    return;
  }
  const failure = toFailure(error);
  const { session } = edgeOf(swap);
  const berth = stores.berths.get(deployment.app, deployment.environment, swap.host.id);
  if (plan.fromColour !== undefined && plan.strategy === 'blue-green')
    await session.switchTo(plan.fromColour);
  const edge = await session.state().catch(() => undefined);
  for (const evidence of await collectEvidence(
    engine,
    plan.toColour,
    found.replicas,
    edge,
    swap.config.environment,
  )) {
    stores.deployments.addEvidence(deployment.id, evidence);
  }
  // From here on it is `running` again, with its error: if this process does not get to the end, recovery does.
  stores.transaction(() => {
    if (berth !== undefined)
      stores.berths.put(berthBeforeSwitch(berth, plan.toColour, swap.serving, stores.deployments));
    const due = stores.dues.find(deployment.app, deployment.environment, swap.host.id, 'bake');
    if (due !== undefined) stores.dues.remove(due.id);
    stores.deployments.update(deployment.id, { state: 'running', error: failure.toReply() });
  });
  try {
    await restorePlacement({
      deps,
      engine,
      host: swap.host,
      deployment,
      session,
      announceInterruption: () => edgeOf(swap).prober.announceInterruption(true),
    });
  } catch (cause) {
    const told = withCleaningProblem(failure, toFailure(cause));
    stores.deployments.update(deployment.id, { error: told.toReply() });
    return;
  }
  await writeReceipt(swap);
  stores.deployments.update(deployment.id, {
    state: isFailure(failure, 'bake.failed') && plan.fromColour !== undefined ? 'reverted' : 'failed',
    endedAt: clock.now(),
    durationMs: clock.ticks() - swap.startedTicks,
  });
}
