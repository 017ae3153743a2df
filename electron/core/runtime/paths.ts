import { posix, win32 } from 'node:path';

/** Environment variables, as a process has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Where an application's data belongs on this platform: XDG Base Directory on Linux, Application Support on macOS,
 * %APPDATA% on Windows. `home` is the user's home folder. Relative XDG paths are ignored, as that specification asks.
 */
export function defaultDataFolder(variables: Variables, platform: NodeJS.Platform, home: string): string {
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Twinberth');
  if (platform === 'win32') {
    return win32.join(variables['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming'), 'Twinberth');
  }
  const xdg = variables['XDG_DATA_HOME'] ?? '';
  return posix.join(posix.isAbsolute(xdg) ? xdg : posix.join(home, '.local', 'share'), 'twinberth');
}

/** The files in the data folder. */
export interface DataPaths {
  readonly folder: string;
  /** The SQLite file; its `-wal` and `-shm` lie beside it. */
  readonly database: string;
  /** Copies of the database. */
  readonly backups: string;
  /** Rebuildable at any time, for example the stat cache of build contexts. */
  readonly cache: string;
  /** What the user chose for the app itself. */
  readonly preferences: string;
}

export function dataPaths(folder: string, platform: NodeJS.Platform): DataPaths {
  const paths = platform === 'win32' ? win32 : posix;
  return {
    folder,
    database: paths.join(folder, 'history.db'),
    backups: paths.join(folder, 'backups'),
    cache: paths.join(folder, 'cache'),
    preferences: paths.join(folder, 'preferences.json'),
  };
}
