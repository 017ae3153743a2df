/** Tries to take the lock of web in dev at every message and says who has it then. Arguments: path, who. */
import { openStores } from '../../../../electron/core/db/open-stores.ts';
import { systemClock } from '../../../../electron/core/runtime/clock.ts';
import { randomIds } from '../../../../electron/core/runtime/ids.ts';
import { lockHolder } from '../sample-rows.ts';

const [path = '', by = ''] = process.argv.slice(2);
const stores = openStores(path, { clock: systemClock, ids: randomIds });

process.on('message', () => {
  const result = stores.locks.acquire(lockHolder({ token: randomIds.next(), by, pid: process.pid }));
  process.send?.({ taken: result.taken, by: result.taken ? by : result.holder.by });
});
process.send?.({ ready: true });
