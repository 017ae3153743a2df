import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { setup as buildInterface } from '../support/browser/build-interface.ts';
import { launchDesktop, type LaunchedDesktop } from '../support/electron/launch-desktop.ts';
import { setup as prepareDesktop } from '../support/electron/require-desktop.ts';
import { stageHouse } from '../unit/house/stage-house.ts';
import type { BenchRow } from './bench-row.ts';
import { DESKTOP_ROWS } from './row-titles.ts';
import { measureTree } from './measure-tree.ts';

const PLACEMENTS = 1000;
/** After the board is there: what only starting needed is let go. */
const SETTLE_MS = 15_000;

/**
 * What the whole desktop app keeps in memory with its window on a full board, and from the tray with the window closed: the
 * real app, in the Electron that can be had here, on a scripted engine.
 */
export async function benchMemory(): Promise<BenchRow[]> {
  await buildInterface();
  prepareDesktop();
  const stage = await stageHouse(PLACEMENTS);
  const own = await mkdtemp(join(tmpdir(), 'twinberth-memory-'));
  let desktop: LaunchedDesktop | undefined;
  try {
    desktop = await launchDesktop({
      env: { HOME: own, XDG_CONFIG_HOME: join(own, 'config'), TWINBERTH_HOME: dirname(stage.file) },
    });
    const page = await desktop.page();
    await page.getByText(`watching ${PLACEMENTS} placements`).waitFor({ timeout: 60_000 });
    await page.locator('[data-card]').first().waitFor();
    await setTimeout(SETTLE_MS);
    const open = await measureTree(desktop.app.process().pid ?? 0);
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await setTimeout(SETTLE_MS);
    const tray = await measureTree(desktop.app.process().pid ?? 0);
    return [
      {
        name: DESKTOP_ROWS.windowMemory,
        value: megabytes(open.bytes),
        unit: 'MB',
        note: `${open.processes} processes, shared pages counted once (PSS); ${desktop.electron.description}. Docker Desktop's backend alone, without its window: 150 to 180 MB by a user of 4.29 (docker/for-win#14367)`,
      },
      {
        name: DESKTOP_ROWS.trayMemory,
        value: megabytes(tray.bytes),
        unit: 'MB',
        note: `${tray.processes} processes`,
      },
    ];
  } finally {
    await desktop?.quit();
    await stage.remove();
    await rm(own, { recursive: true, force: true, maxRetries: 5 });
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
