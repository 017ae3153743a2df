// @ts-check
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeDemo } from '../demo/remove-demo.mjs';

/**
 * Removes what a demo left, or an interrupted test run: what was made on an engine, this checkout's private engine, and
 * the reports.
 * @param {string} checkout
 * @returns {Promise<number>} exit code: 1 when the private engine is in use by somebody else
 */
export function cleanUp(checkout) {
  rmSync(join(checkout, '.twinberth-test'), { recursive: true, force: true });
  return removeDemo(checkout, process.env, console.log);
}
