import type { Operation } from '../../shared/model/operation.ts';
import type { HouseStore } from '../store/create-house-store.ts';
import { watchedOperations } from '../sheets/watched-operations.ts';
import { showToast } from '../ui/show-toast.ts';

/**
 * Says why a deployment that was asked for never began: somebody else has the lock, another release serves by now, the policy
 * forbids it. Of one that began, its card tells; of one whose sheet is still open, the sheet. Returns its disposer.
 */
export function tellNeverBegun(store: HouseStore): () => void {
  return store.subscribe((now, before) => {
    // What a first snapshot has, or one after the way was lost, is no news.
    if (now.operations === before.operations || before.link.state !== 'live') return;
    for (const [id, operation] of Object.entries(now.operations))
      if (neverBegan(operation) && !watchedOperations.has(id) && before.operations[id]?.state !== 'failed')
        showToast({
          tone: 'bad',
          text: `${operation.title}: it did not begin, and nothing was done. ${operation.error?.message ?? ''}`,
        });
  });
}

function neverBegan({ kind, state, error }: Operation): boolean {
  return kind === 'deployment' && state === 'failed' && error?.details['deployment'] === undefined;
}
