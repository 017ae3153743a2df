import { isFailure, toFailure, type Failure } from '../../runtime/failure.ts';
import { withCleaningProblem } from './cleaning-problem.ts';
import { collectEvidence } from './collect-evidence.ts';
import { endTakenOver, lossOf } from './end-taken-over.ts';
import { restorePlacement } from './restore-placement.ts';
import type { Swap } from '../swap.ts';
import { writeReceipt } from '../steps/write-receipt.ts';

/**
 * A deployment that did not get as far as serving: keep the evidence, remove what was made, and see to it that what served
 * before serves still. The first error is the one that counts; one while cleaning up is told beside it.
 */
export async function endBadly(swap: Swap, error: unknown): Promise<void> {
  const { deps, deployment, engine, found, plan, observed } = swap;
  const { stores, clock } = deps;
  const loss = await lossOf(swap);
  if (loss !== undefined) {
    await endTakenOver(swap, loss);
    return;
  }
  const failure = toFailure(error);
  const edge = await found.edge?.session.state().catch(() => undefined);
  if (!isFailure(failure, 'interrupted')) {
    const replicas =
      found.replicas.length > 0
        ? found.replicas
        : plan.source === 'start'
          ? observed.colours[plan.toColour]
          : [];
    for (const evidence of await collectEvidence(
      engine,
      plan.toColour,
      replicas,
      edge,
      swap.config.environment,
    )) {
      stores.deployments.addEvidence(deployment.id, evidence);
    }
  }
  const cleaning = await restore(swap);
  await writeReceipt(swap).catch((cause: unknown) =>
    deps.log.warn('the receipt could not be written', { cause: String(cause) }),
  );
  if (cleaning !== undefined) {
    // It stays `running` in the history: whoever runs next finds it there and brings it to its end.
    stores.deployments.update(deployment.id, { error: withCleaningProblem(failure, cleaning).toReply() });
    return;
  }
  stores.deployments.update(deployment.id, {
    state: isFailure(failure, 'interrupted') ? 'interrupted' : 'failed',
    endedAt: clock.now(),
    durationMs: clock.ticks() - swap.startedTicks,
    error: failure.toReply(),
  });
}

async function restore(swap: Swap): Promise<Failure | undefined> {
  try {
    swap.report({ kind: 'note', text: 'removing what was made' });
    await restorePlacement({
      deps: swap.deps,
      engine: swap.engine,
      host: swap.host,
      deployment: swap.deployment,
      ...(swap.found.edge === undefined ? {} : { session: swap.found.edge.session }),
      announceInterruption: () => swap.found.edge?.prober.announceInterruption(true),
    });
    return undefined;
  } catch (error) {
    return toFailure(error);
  }
}
