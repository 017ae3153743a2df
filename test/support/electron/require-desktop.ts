import { join } from 'node:path';
import { provideElectron } from './provide-electron.mjs';
import { runQuietly } from './run-quietly.mjs';

const CHECKOUT = join(import.meta.dirname, '../../..');

/**
 * Set-up of the suites that start the desktop app: builds its main process from this source, and finds an Electron, saying
 * which. Test workers take the same one.
 */
export function setup(): void {
  runQuietly(process.execPath, [join(CHECKOUT, 'electron/packaging/build-desktop.mjs')], { cwd: CHECKOUT });
  const electron = provideElectron();
  process.env['TWINBERTH_TEST_ELECTRON'] = electron.kind;
  console.error(`[electron] ${electron.description}`);
}
