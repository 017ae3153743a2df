import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, rmdirSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';

/** A disk of its own for a data folder, small enough to be filled in a moment. */
export interface SmallDisk {
  /** A folder on it, for TWINBERTH_HOME. */
  readonly home: string;
  /** Leaves no byte for anything that grows; `database` has to grow with its next write. Synchronous: nothing comes in between. */
  fill(database: string): void;
  /** Somebody made room again. */
  empty(): void;
  remove(): void;
}

const SIZE = '48m';
const CHUNK = Buffer.alloc(64 * 1024);

/** Only root can mount one. */
export function mountSmallDisk(): SmallDisk {
  const point = mkdtempSync(join(tmpdir(), 'twinberth-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=700`, 'tmpfs', point]);
  const ballast = join(point, 'ballast');
  return {
    home: join(point, 'home'),
    fill: (database) => {
      truncateLog(database);
      const file = openSync(ballast, 'w');
      try {
        for (let size = CHUNK.length; size >= 1; size = Math.floor(size / 2)) writeWhileItFits(file, size);
      } finally {
        closeSync(file);
      }
    },
    empty: () => rmSync(ballast, { force: true }),
    remove: () => {
      execFileSync('umount', ['-l', point]);
      rmdirSync(point);
    },
  };
}

/** SQLite writes over what its write-ahead log holds already, and would not notice a full disk before that has to grow. */
function truncateLog(database: string): void {
  const connection = new SqliteDatabase(database);
  try {
    connection.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    connection.close();
  }
}

function writeWhileItFits(file: number, size: number): void {
  for (;;) {
    try {
      if (writeSync(file, CHUNK, 0, size) < size) return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return;
      throw error;
    }
  }
}
