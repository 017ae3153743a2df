import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createCalls } from '../../../electron/core/calls/create-calls.ts';
import type { Calls } from '../../../electron/core/calls/calls.ts';
import { noDesktop } from '../../../electron/core/calls/no-desktop.ts';
import type { Core } from '../../../electron/core/core.ts';
import { createCore } from '../../../electron/core/create-core.ts';
import type { House } from '../../../electron/core/house/house.ts';
import type { Log } from '../../../electron/core/runtime/log.ts';

export interface OpenCalls {
  readonly calls: Calls;
  readonly core: Core;
  readonly house: House;
  /** The user's home folder. */
  readonly home: string;
  /** What was written into the log as a defect. */
  readonly defects: readonly string[];
}

/** The real core and the real house over a fresh data folder, and no engine anywhere. */
export function openCalls(): OpenCalls {
  const home = mkdtempSync(join(tmpdir(), 'twinberth-calls-'));
  const defects: string[] = [];
  const log: Log = {
    debug: () => undefined,
    warn: (message, facts) => void defects.push(`${message} ${JSON.stringify(facts)}`),
  };
  const core = createCore({
    env: { TWINBERTH_HOME: join(home, 'data'), DOCKER_HOST: `unix://${join(home, 'nobody.sock')}` },
    platform: process.platform,
    home,
    via: 'app',
  });
  const house = core.openHouse();
  onTestFinished(async () => {
    await house.close();
    await core.close();
    rmSync(home, { recursive: true, force: true });
  });
  return { calls: createCalls({ core, house, log }, noDesktop()), core, house, home, defects };
}
