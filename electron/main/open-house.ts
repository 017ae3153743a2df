import { homedir } from 'node:os';
import { createCalls } from '../core/calls/create-calls.ts';
import type { Calls, DesktopHandlers } from '../core/calls/calls.ts';
import { createCore } from '../core/create-core.ts';
import type { House } from '../core/house/house.ts';
import { createLineLog } from '../core/runtime/line-log.ts';

/** The core of this process, watched. */
export interface OpenHouse {
  readonly house: House;
  readonly makeCalls: (desktop: DesktopHandlers) => Calls;
  readonly close: () => Promise<void>;
}

/** Throws what `createCore` throws: `setting.invalid`, `history.*`, `permission`, `disk.full`. */
export function openHouse(): OpenHouse {
  const log = createLineLog((line) => console.error(line));
  const core = createCore({ env: process.env, platform: process.platform, home: homedir(), via: 'app', log });
  const house = core.openHouse();
  return {
    house,
    makeCalls: (desktop) => createCalls({ core, house, log }, desktop),
    close: async () => {
      await house.close();
      await core.close();
    },
  };
}
