import type { DriftReport, DriftRequest } from '../../../../shared/model/drift.ts';
import type { Host } from '../../../../shared/model/host.ts';
import type { Stores } from '../../db/stores.ts';
import type { ThingEvent } from '../../engine/engine-event.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import { careForDrift } from './care-for-drift.ts';
import { careForSpace, type SpaceCareDeps } from './care-for-space.ts';
import { createFindTouched } from './find-touched.ts';

/** What an open house does beside watching. */
export interface CareDeps {
  readonly driftEveryMs: number;
  readonly space: Omit<SpaceCareDeps, 'clock' | 'log'>;
  readonly scanDrift: (request: DriftRequest, signal: AbortSignal) => Promise<readonly DriftReport[]>;
}

export interface Care {
  /** Something happened on a host. */
  event(host: Host, event: ThingEvent): void;
  close(): Promise<void>;
}

/** Looks after everything while the house is open; what is found is told to the house. */
export function takeCare(
  deps: CareDeps & { readonly stores: Stores; readonly clock: Clock; readonly log: Log },
  tell: (reports: readonly DriftReport[]) => void,
): Care {
  const { stores } = deps;
  const isBusy = ({ app, environment }: { readonly app: string; readonly environment: string }) =>
    stores.locks.list().some((lock) => lock.app === app && lock.environment === environment);
  const drift = careForDrift({
    clock: deps.clock,
    log: deps.log,
    everyMs: deps.driftEveryMs,
    scan: deps.scanDrift,
    tell,
    isBusy,
  });
  const space = careForSpace({ ...deps.space, clock: deps.clock, log: deps.log });
  const findTouched = createFindTouched(stores);
  return {
    event: (host, event) => {
      for (const place of findTouched(host, event)) drift.touched(place);
    },
    close: async () => {
      await Promise.all([drift.close(), space.close()]);
    },
  };
}
