// @ts-check
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What was found and made when a private engine was started; kept in its folder for whoever stops it.
 * @typedef {object} EngineRecord
 * @property {string} address where its published ports can be reached from outside its network namespace
 * @property {boolean} mountedCgroups
 * @property {string[]} absentBefore paths outside the folder that engines make and that were not there
 */

/**
 * @param {string} folder
 * @returns {EngineRecord | undefined}
 */
export function readRecord(folder) {
  const file = join(folder, 'engine.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * @param {string} folder
 * @param {EngineRecord} record
 */
export function writeRecord(folder, record) {
  writeFileSync(join(folder, 'engine.json'), JSON.stringify(record));
}
