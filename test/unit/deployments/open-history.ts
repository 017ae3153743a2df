import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStores } from '../../../electron/core/db/open-stores.ts';
import type { Stores } from '../../../electron/core/db/stores.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { sampleHost, sampleRelease } from './sample-records.ts';

/** A real history in a folder of its own, with the host and the first few releases that the sample records speak of. */
export function openHistory(): {
  readonly stores: Stores;
  readonly folder: string;
  readonly remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'twinberth-history-'));
  const stores = openStores(join(folder, 'history.db'), { clock: systemClock, ids: randomIds });
  stores.hosts.add(sampleHost);
  for (const version of [1, 2, 3, 4]) stores.releases.add(sampleRelease(version));
  return {
    stores,
    folder,
    remove: () => {
      stores.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
