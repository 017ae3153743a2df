/** Inserts deployments as fast as it can once it is told to. Arguments: path, who, how many. */
import { openStores } from '../../../../electron/core/db/open-stores.ts';
import { systemClock } from '../../../../electron/core/runtime/clock.ts';
import { randomIds } from '../../../../electron/core/runtime/ids.ts';
import { deployment } from '../sample-rows.ts';

const [path = '', by = '', count = '0'] = process.argv.slice(2);
const stores = openStores(path, { clock: systemClock, ids: randomIds }, { busyTimeoutMs: 20_000 });

process.once('message', () => {
  for (let n = 0; n < Number(count); n++) {
    const id = randomIds.next();
    stores.deployments.begin(deployment({ id, by, message: `${by} ${n}` }));
    stores.deployments.beginStep(id, 0, 'lock', systemClock.now());
    stores.deployments.setState(id, 'superseded');
  }
  process.send?.({ done: Number(count) });
});
process.send?.({ ready: true });
