import { homedir } from 'node:os';
import { createCore } from '../../../electron/core/create-core.ts';
import { strikeAt, type JournalPoint } from '../faults/journal-point.ts';
import type { Act } from '../model/act.ts';
import { performAct, type ActPlace } from './perform-act.ts';
import { shiftedClock } from './shifted-clock.ts';

/** A process that performs an act up to a point of its journal, says so, and waits there to be killed. */
export interface ActOrder {
  readonly act: Act;
  readonly place: ActPlace;
  readonly point: JournalPoint;
  /** How far ahead the machine's clock is, milliseconds. */
  readonly shiftMs: number;
}

const { act, place, point, shiftMs } = JSON.parse(process.argv[2] ?? '{}') as ActOrder;
const core = createCore({
  env: process.env,
  platform: process.platform,
  home: homedir(),
  via: 'core',
  clock: shiftedClock(shiftMs),
  wrapStores: strikeAt(point, () => {
    process.send?.('reached');
    // Nothing else of this process may run until the signal has come.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }),
});
await performAct(core, place, act);
await core.close();
