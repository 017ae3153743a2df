import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { app } from 'electron';
import { describeAutostart } from './describe-autostart.ts';

/**
 * Makes the system start the app at login, in the tray, or no longer. What is so already is not written again.
 * @param chosen the user chose it just now. Otherwise only a file of this very start is removed: another one may belong to a
 *   start with another home.
 * @throws what the file system throws, where the folder cannot be written
 */
export function startAtLogin(wanted: boolean, chosen: boolean): void {
  if (process.platform === 'linux') {
    writeAutostart(wanted, chosen);
    return;
  }
  if (app.getLoginItemSettings({ args: ['--hidden'] }).openAtLogin === wanted) return;
  app.setLoginItemSettings({ openAtLogin: wanted, args: ['--hidden'] });
}

function writeAutostart(wanted: boolean, chosen: boolean): void {
  const { file, text } = describeAutostart(ownCommand(), process.env, homedir());
  const there = readIfThere(file);
  if (!wanted) {
    if (chosen || there === text) rmSync(file, { force: true });
  } else if (there !== text) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** An AppImage runs from a place that is another one each time; it says where it lies itself. */
function ownCommand(): readonly string[] {
  const program = process.env['APPIMAGE'] ?? process.execPath;
  return app.isPackaged ? [program] : [program, app.getAppPath()];
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
