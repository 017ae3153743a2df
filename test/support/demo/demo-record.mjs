// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupProblem } from '../setup-problem.mjs';

/**
 * Where a demo was played: enough for whoever removes it.
 * @typedef {object} DemoRecord
 * @property {'private' | 'existing'} kind of engine; a private one was started for the demo
 * @property {string} endpoint
 * @property {string} run value of the label dev.twinberth.run of everything that the demo made
 */

/**
 * The folder of a checkout's demo: its record, the data folder of its `twinberth`, and the app.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {string} checkout
 */
export function demoFolder(env, checkout) {
  const state = env['TWINBERTH_TEST_STATE'];
  if (state !== undefined && state !== '') return `${state}-demo`;
  return join(tmpdir(), `twinberth-demo-${hashOf(checkout)}`);
}

/**
 * The run label of every demo that is played in this folder, so that what any of them left can be found.
 * @param {string} folder
 */
export function demoRun(folder) {
  return `demo-${hashOf(folder)}`;
}

/** @param {string} path */
function hashOf(path) {
  return createHash('sha256').update(path).digest('hex').slice(0, 8);
}

/**
 * @param {string} folder
 * @returns {DemoRecord | undefined}
 */
export function readDemo(folder) {
  const file = join(folder, 'demo.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * @param {string} folder
 * @param {DemoRecord} record
 */
export function writeDemo(folder, record) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The folder for temporary files is everybody's, and the name is no secret.
  const { uid } = lstatSync(folder);
  if (process.getuid !== undefined && uid !== process.getuid())
    throw new SetupProblem(`${folder} belongs to somebody else; remove it, or name a place in TMPDIR.`);
  writeFileSync(join(folder, 'demo.json'), JSON.stringify(record));
}
