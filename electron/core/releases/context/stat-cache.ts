import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ContextFile } from './context-entry.ts';
import { encodeStatRecords, readStatRecords } from './stat-cache-format.ts';
import type { StatRecord, StatRecords } from './stat-cache-format.ts';

/** Content digests of files by path, size, times and inode, so that what has not changed is not read again. */
export interface StatCache {
  /** sha256 of the content (hexadecimal), where the file is still the same. */
  find(file: ContextFile): string | undefined;
  /** Remembers a digest for the next time. */
  keep(file: ContextFile, digest: string): void;
}

/** Remembers nothing. */
export const noStatCache: StatCache = { find: () => undefined, keep: () => undefined };

export interface StoredStatCache extends StatCache {
  /** Replaces the file by what was kept since it was opened, unless that is the same. */
  save(): void;
}

/**
 * A file that changed this shortly before it was read is not remembered: it may change again within one step of its
 * file system's clock, with nothing to show for it. Git's index has the same rule. FAT counts in steps of 2 s, others
 * in the few milliseconds of the kernel's tick.
 */
const RACY_NS = 2_000_000_000n;

/** Where the cache of one context belongs below Twinberth's data folder. */
export function statCachePath(dataDir: string, contextDir: string): string {
  const name = createHash('sha256').update(contextDir).digest('hex').slice(0, 32);
  return join(dataDir, 'context-cache', name);
}

/**
 * Opens the cache at `path`. One that is missing, damaged, or written for another folder is empty, never an error.
 * `now` is the wall clock in milliseconds when the files are about to be looked at.
 */
export function openStatCache(path: string, contextDir: string, now: number): StoredStatCache {
  const known = load(path, contextDir);
  const settledNs = BigInt(Math.floor(now)) * 1_000_000n - RACY_NS;
  const kept: StatRecord[] = [];
  let changed = false;
  return {
    find: (file) => known?.find(file),
    keep: (file, digest) => {
      if (file.modifiedNs >= settledNs || file.changedNs >= settledNs) return;
      changed ||= known?.find(file) === undefined;
      kept.push({ file, digest });
    },
    save: () => {
      if (changed || kept.length !== (known?.count ?? 0)) store(path, encodeStatRecords(contextDir, kept));
    },
  };
}

function load(path: string, contextDir: string): StatRecords | undefined {
  try {
    return readStatRecords(contextDir, readFileSync(path));
  } catch {
    return undefined;
  }
}

/** Whole or not at all, also when two processes save at once. */
function store(path: string, content: Buffer): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(draft, content, { mode: 0o600 });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
