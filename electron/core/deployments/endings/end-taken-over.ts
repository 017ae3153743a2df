import { isFailure, type Failure } from '../../runtime/failure.ts';
import { writeReceipt } from '../steps/write-receipt.ts';
import { subjectOf, type Swap } from '../swap.ts';

/** Why nothing in the placement may be touched any more, undefined as long as it is ours or nobody can tell. */
export async function lossOf(swap: Pick<Swap, 'lock'>): Promise<Failure | undefined> {
  try {
    await swap.lock.confirm();
    return undefined;
  } catch (error) {
    if (isFailure(error, 'placement.taken-over')) return error;
    // An engine that cannot be asked cannot be told to do anything either.
    return undefined;
  }
}

/** The placement is somebody else's by now, who settles what this deployment left: it ends here, and only in the history. */
export async function endTakenOver(swap: Swap, loss: Failure): Promise<void> {
  const { deps, deployment } = swap;
  const { stores, clock, log } = deps;
  await writeReceipt(swap).catch((cause: unknown) =>
    log.warn('the receipt could not be written', { cause: String(cause) }),
  );
  const { app, environment, host } = subjectOf(swap);
  stores.transaction(() => {
    const due = stores.dues.find(app, environment, host, 'bake');
    if (due !== undefined) stores.dues.remove(due.id);
    stores.deployments.update(deployment.id, {
      state: 'failed',
      endedAt: clock.now(),
      durationMs: clock.ticks() - swap.startedTicks,
      error: loss.toReply(),
    });
  });
}
