// @ts-check
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupProblem } from '../setup-problem.mjs';

/** Debian calls it chromium; the others are what else a machine may have of the same family. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * Finds the Chromium that tests open pages in: the one TWINBERTH_TEST_CHROMIUM names, or one of this machine.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {(path: string) => boolean} [exists]
 * @returns {string | undefined} path of the program
 * @throws {SetupProblem} when TWINBERTH_TEST_CHROMIUM names something that is not there
 */
export function findChromium(env, exists = existsSync) {
  const named = env['TWINBERTH_TEST_CHROMIUM'] ?? '';
  if (named !== '') {
    if (exists(named)) return named;
    throw new SetupProblem(
      `TWINBERTH_TEST_CHROMIUM names ${named}, which is not there. Correct it, or unset it to use the one of this machine.`,
    );
  }
  const folders = [...(env['PATH'] ?? '').split(delimiter), '/usr/bin'].filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => exists(path));
}

/** What to do where there is none. */
export const NO_CHROMIUM =
  'There is no Chromium on this machine, and tests of the window need one. As root on Debian or Ubuntu, "npm test" ' +
  'installs it by itself. Otherwise install the package chromium (apt-get install chromium), or set ' +
  'TWINBERTH_TEST_CHROMIUM to the path of a Chromium or Chrome.';
