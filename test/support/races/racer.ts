import { toFailure } from '../../../electron/core/runtime/failure.ts';
import { openContender, type RaceGround } from './race-ground.ts';
import type { PlacementLock } from '../../../electron/core/deployments/lock-placement.ts';

// A program: takes a placement at the moment that it is told, says how that went, and lets go when it is told.

/** What a racer is told: when to take the placement (`process.hrtime`, nanoseconds as text), or to let go. */
export type RacerOrder = { readonly take: string } | { readonly take?: undefined };
export type RacerReply =
  | { readonly what: 'ready' | 'won' | 'free' }
  | { readonly what: 'lost'; readonly code: string; readonly message: string; readonly details: Holder };
export interface Holder {
  readonly by?: string;
  readonly pid?: number;
}

const contender = await openContender(JSON.parse(process.argv[2] ?? '{}') as RaceGround);
let held: PlacementLock | undefined;

process.on('message', (order: RacerOrder) => void obey(order).then(reply));
process.once('disconnect', () => contender.close());
reply({ what: 'ready' });

async function obey(order: RacerOrder): Promise<RacerReply> {
  if (order.take === undefined) {
    await held?.release();
    held = undefined;
    return { what: 'free' };
  }
  // The monotonic clock is the same for every process of a machine: both leave this loop within microseconds.
  const at = BigInt(order.take);
  while (process.hrtime.bigint() < at);
  try {
    held = await contender.take();
    return { what: 'won' };
  } catch (error) {
    const { code, message, details } = toFailure(error);
    return { what: 'lost', code, message, details };
  }
}

function reply(message: RacerReply): void {
  process.send?.(message);
}
