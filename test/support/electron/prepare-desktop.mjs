// @ts-check
import { installXvfb } from './provide-display.mjs';
import { provideElectron } from './provide-electron.mjs';

/**
 * Brings what the suites with the desktop app need from elsewhere, before they run: where they run, in the network of the
 * engine, nothing else can be reached. They find it in the environment and in its cache.
 * @param {{ env: NodeJS.ProcessEnv, log: (line: string) => void }} options
 */
export function prepareDesktop({ env, log }) {
  installXvfb();
  const electron = provideElectron({ env });
  env['TWINBERTH_TEST_ELECTRON'] = electron.kind;
  log(electron.description);
}
