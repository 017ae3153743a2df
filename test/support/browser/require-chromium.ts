import { SetupProblem } from '../setup-problem.mjs';
import { findChromium, NO_CHROMIUM } from './find-chromium.mjs';

/** Before the first test that opens a page: says what is missing, where a browser's own failure would be a riddle. */
export function setup(): void {
  if (findChromium(process.env) === undefined) throw new SetupProblem(NO_CHROMIUM);
}
