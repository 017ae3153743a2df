import { isUtf8 } from 'node:buffer';
import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import type { BigIntStats } from 'node:fs';
import { Failure } from '../../runtime/failure.ts';
import type { IgnoreMatcher, IgnoreVerdict } from './compile-ignore.ts';
import { errnoOf, unreadable } from './context-failures.ts';
import type { ContextEntry, ContextFolder } from './context-entry.ts';

export interface WalkOptions {
  /** Modes and separators of Windows. */
  readonly windows?: boolean;
  /** Called for every entry that is kept. */
  readonly onEntry?: (entry: ContextEntry) => void;
}

/**
 * Everything in a folder that the ignore rules keep, each folder before what is in it, names ordered by their UTF-16
 * code units (the same on every machine). An ignored folder is listed all the same when an exception keeps something in
 * it. A file with several names is several files, and extended attributes are not looked at. Synchronous, since that is several times as fast for many small files: run it in a worker.
 *
 * Throws `context.invalid` for a socket, a pipe, a device, a name that is not UTF-8, or something that vanishes, and
 * `disk.read` for a folder that cannot be listed; each names the path.
 */
export function walkContext(
  root: string,
  matcher: IgnoreMatcher,
  options: WalkOptions = {},
): readonly ContextEntry[] {
  const walk: Walk = { ...options, root, matcher, entries: [] };
  walkFolder(walk, '', undefined, []);
  return walk.entries;
}

interface Walk extends WalkOptions {
  readonly root: string;
  readonly matcher: IgnoreMatcher;
  readonly entries: ContextEntry[];
}

/** A folder on the way to what is being looked at; an ignored one is listed once something in it is kept. */
interface Ancestor {
  readonly entry: ContextFolder;
  listed: boolean;
}

function walkFolder(
  walk: Walk,
  folder: string,
  parent: IgnoreVerdict | undefined,
  ancestors: readonly Ancestor[],
): void {
  for (const name of listFolder(walk, folder, parent?.ignored === true)) {
    const path = folder === '' ? name : `${folder}/${name}`;
    const verdict = walk.matcher.match(path, parent);
    if (verdict.ignored && !walk.matcher.mayKeepBelow(path)) continue;
    const stats = readStats(walk, path);
    if (!stats.isDirectory()) {
      if (!verdict.ignored) keep(walk, ancestors, describe(walk, path, stats));
      continue;
    }
    const entry: ContextFolder = { kind: 'folder', path, mode: modeOf(walk, stats) };
    if (!verdict.ignored) keep(walk, ancestors, entry);
    walkFolder(walk, path, verdict, [...ancestors, { entry, listed: !verdict.ignored }]);
  }
}

function keep(walk: Walk, ancestors: readonly Ancestor[], entry: ContextEntry): void {
  for (const ancestor of ancestors) {
    if (ancestor.listed) continue;
    ancestor.listed = true;
    add(walk, ancestor.entry);
  }
  add(walk, entry);
}

function add(walk: Walk, entry: ContextEntry): void {
  walk.entries.push(entry);
  walk.onEntry?.(entry);
}

function listFolder(walk: Walk, folder: string, ignored: boolean): readonly string[] {
  const path = absolute(walk, folder);
  try {
    const names = readdirSync(path).sort();
    if (names.some((name) => name.includes('\ufffd'))) refuseForeignNames(path);
    return names;
  } catch (error) {
    if (error instanceof Failure) throw error;
    // As in Docker: an ignored folder that is closed to us is passed over, exceptions or not.
    if (ignored && errnoOf(error) === 'EACCES') return [];
    throw unreadable(path, error);
  }
}

/** U+FFFD may be a name's own character, or what stands for bytes that are no text and that no path can name. */
function refuseForeignNames(folder: string): void {
  const foreign = readdirSync(folder, { encoding: 'buffer' }).find((name) => !isUtf8(name));
  if (foreign === undefined) return;
  throw new Failure(
    'context.invalid',
    `${folder} holds a file whose name is not UTF-8: ${foreign.toString('latin1')} (read as Latin-1). Rename it, or leave its folder out with .dockerignore.`,
    { path: folder },
  );
}

function readStats(walk: Walk, path: string): BigIntStats {
  try {
    return lstatSync(absolute(walk, path), { bigint: true });
  } catch (error) {
    throw unreadable(absolute(walk, path), error);
  }
}

function describe(walk: Walk, path: string, stats: BigIntStats): ContextEntry {
  if (stats.isSymbolicLink()) return { kind: 'link', path, target: readTarget(walk, path) };
  if (stats.isFile()) {
    return {
      kind: 'file',
      path,
      mode: modeOf(walk, stats),
      size: Number(stats.size),
      modifiedNs: stats.mtimeNs,
      changedNs: stats.ctimeNs,
      inode: BigInt.asUintN(64, stats.ino),
    };
  }
  const full = absolute(walk, path);
  throw new Failure(
    'context.invalid',
    `${full} is a ${kindOf(stats)}, which cannot be part of a build context. Remove it, or leave it out with .dockerignore.`,
    { path: full },
  );
}

function readTarget(walk: Walk, path: string): string {
  const full = absolute(walk, path);
  try {
    const target = readlinkSync(full);
    return walk.windows === true ? target.replaceAll('\\', '/') : target;
  } catch (error) {
    throw unreadable(full, error);
  }
}

function kindOf(stats: BigIntStats): string {
  if (stats.isSocket()) return 'socket';
  if (stats.isFIFO()) return 'named pipe';
  return stats.isBlockDevice() || stats.isCharacterDevice() ? 'device' : 'special file';
}

function modeOf(walk: Walk, stats: BigIntStats): number {
  return walk.windows === true ? 0o755 : Number(stats.mode & 0o7777n);
}

function absolute({ root }: Walk, path: string): string {
  return path === '' ? root : `${root}/${path}`;
}
