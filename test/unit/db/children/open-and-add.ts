/** Opens a history that nobody has made yet, as soon as it is told, and registers an app in it. */
import { openStores } from '../../../../electron/core/db/open-stores.ts';
import { systemClock } from '../../../../electron/core/runtime/clock.ts';
import { randomIds } from '../../../../electron/core/runtime/ids.ts';

const path = process.argv[2] ?? '';

process.once('message', () => {
  const stores = openStores(path, { clock: systemClock, ids: randomIds });
  stores.apps.add({ name: `app-${process.pid}`, directory: '/srv', createdAt: 1 });
  stores.close();
  process.send?.({ opened: true });
});
process.send?.({ ready: true });
