import { homedir } from 'node:os';
import { createCore } from '../../../electron/core/create-core.ts';
import { strikeAt, type JournalPoint } from './journal-point.ts';
import { OPERATIONS, type Place } from './operations.ts';

/** A process that performs an operation up to a point of its journal, says so, and waits there to be killed. */
interface Order {
  readonly operation: string;
  readonly place: Place;
  readonly point: JournalPoint;
}

const { operation, place, point } = JSON.parse(process.argv[2] ?? '{}') as Order;
const core = createCore({
  env: process.env,
  platform: process.platform,
  home: homedir(),
  via: 'core',
  wrapStores: strikeAt(point, () => {
    process.send?.('reached');
    // Nothing else of this process may run until the signal has come.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }),
});
await OPERATIONS.find((known) => known.name === operation)?.perform(core, place);
await core.close();
