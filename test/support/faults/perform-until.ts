import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { createCore } from '../../../electron/core/create-core.ts';
import { strikeAt, type JournalPoint } from './journal-point.ts';
import { OPERATIONS, type Place } from './operations.ts';

/** A process that performs an operation up to a point of its journal, says so, and waits there: to be killed, or to go on. */
export interface Order {
  readonly operation: string;
  readonly place: Place;
  readonly point: JournalPoint;
  /** The name of the machine that it takes itself to be on. Default: this one's. */
  readonly machine?: string;
  /** It goes on once there is such a file, and says how its operation ended. */
  readonly goOn?: string;
}

const { operation, place, point, machine, goOn } = JSON.parse(process.argv[2] ?? '{}') as Order;
const core = createCore({
  env: process.env,
  platform: process.platform,
  home: homedir(),
  via: 'core',
  wrapStores: strikeAt(point, () => {
    process.send?.('reached');
    // Nothing else of this process may run until the signal has come.
    const nothing = new Int32Array(new SharedArrayBuffer(4));
    if (goOn === undefined) Atomics.wait(nothing, 0, 0);
    else while (!existsSync(goOn)) Atomics.wait(nothing, 0, 0, 10);
  }),
  ...(machine === undefined ? {} : { machine }),
});
const outcome = await OPERATIONS.find((known) => known.name === operation)?.perform(core, place);
if (goOn !== undefined) process.send?.(outcome);
await core.close();
