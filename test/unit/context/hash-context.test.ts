import {
  appendFileSync,
  chmodSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileIgnore } from '../../../electron/core/releases/context/compile-ignore.ts';
import { hashContext } from '../../../electron/core/releases/context/hash-context.ts';
import type { ContextHash } from '../../../electron/core/releases/context/hash-context.ts';
import {
  noStatCache,
  openStatCache,
  statCachePath,
} from '../../../electron/core/releases/context/stat-cache.ts';
import { walkContext } from '../../../electron/core/releases/context/walk-context.ts';
import { makeFolder } from './temporary-folder.ts';

const keepAll = compileIgnore('');
/** A wall clock by which every file was written long ago. */
const LATER = Date.now() + 3_600_000;

const hashCold = (root: string): ContextHash => hashContext(root, walkContext(root, keepAll), noStatCache);

/** Hashes with the cache in `file` and saves it. */
function hashCached(root: string, file: string, now = LATER): ContextHash {
  const cache = openStatCache(file, root, now);
  const result = hashContext(root, walkContext(root, keepAll), cache);
  cache.save();
  return result;
}

describe('the digest of a context', () => {
  it('counts files and bytes, and says how far it is', () => {
    const root = makeFolder({ a: 'xx', 'b/c': 'yyy', 'b/l': '-> c' });
    const seen: unknown[] = [];
    const result = hashContext(root, walkContext(root, keepAll), noStatCache, {
      onProgress: (progress) => seen.push(progress),
    });
    expect(result).toMatchObject({ files: 2, bytes: 5, filesRead: 2 });
    expect(result.digest).toMatch(/^[0-9a-f]{64}$/u);
    expect(seen).toEqual([
      { files: 1, bytes: 2 },
      { files: 2, bytes: 5 },
    ]);
  });

  it('is the same for a file that is read in several pieces', () => {
    const content = Buffer.alloc(3_000_000, 'abc');
    expect(hashCold(makeFolder({ x: content })).digest).toBe(hashCold(makeFolder({ x: content })).digest);
    content[2_999_999] = 0;
    expect(hashCold(makeFolder({ x: content })).digest).not.toBe(
      hashCold(makeFolder({ x: Buffer.alloc(3_000_000, 'abc') })).digest,
    );
  });

  it('does not mistake one arrangement for another', () => {
    const digests = [
      { ab: 'c' },
      { a: 'bc' },
      { 'a/b': 'c' },
      { a: '-> bc' },
      { a: '-> c', b: '' },
      { ab: null },
      { ab: '' },
      {},
    ].map((tree) => hashCold(makeFolder(tree)).digest);
    expect(new Set(digests).size).toBe(digests.length);
  });
});

describe('the stat cache', () => {
  it('spares reading what has not changed, and only that', () => {
    const root = makeFolder({ a: 'a', b: 'b', 'c/d': 'd' });
    const file = join(makeFolder(), 'deep/er/cache');
    const first = hashCached(root, file);
    expect(first.filesRead).toBe(3);
    expect(hashCached(root, file)).toEqual({ ...first, filesRead: 0 });

    appendFileSync(join(root, 'b'), '!');
    expect(hashCached(root, file)).toEqual({ ...hashCold(root), filesRead: 1 });
    rmSync(join(root, 'a'));
    expect(hashCached(root, file)).toEqual({ ...hashCold(root), filesRead: 0 });
    writeFileSync(join(root, 'e'), 'e');
    expect(hashCached(root, file)).toEqual({ ...hashCold(root), filesRead: 1 });
  });

  const disguises: Record<string, (path: string) => void> = {
    'the same size and time': (path) => {
      const { atime, mtime } = statSync(path);
      writeFileSync(path, 'new');
      utimesSync(path, atime, mtime);
    },
    'the same size, time and name by renaming': (path) => {
      const { atime, mtime } = statSync(path);
      writeFileSync(`${path}.draft`, 'new');
      utimesSync(`${path}.draft`, atime, mtime);
      renameSync(`${path}.draft`, path);
    },
    'the same size, made shorter and longer again': (path) => {
      const { atime, mtime } = statSync(path);
      truncateSync(path, 0);
      appendFileSync(path, 'new');
      utimesSync(path, atime, mtime);
    },
  };
  it.each(Object.entries(disguises))('is not fooled by new content with %s', (_, disguise) => {
    const root = makeFolder({ x: 'old' });
    utimesSync(join(root, 'x'), 1_600_000_000, 1_600_000_000);
    const file = join(makeFolder(), 'cache');
    hashCached(root, file);
    disguise(join(root, 'x'));
    expect(hashCached(root, file)).toEqual({ ...hashCold(root), filesRead: 1 });
  });

  it('does not trust a file that was written just before it was hashed, nor one from the future', () => {
    const root = makeFolder({ x: 'x' });
    const file = join(makeFolder(), 'cache');
    const written = Number(statSync(join(root, 'x'), { bigint: true }).ctimeNs / 1_000_000n);
    hashCached(root, file, written + 500);
    expect(hashCached(root, file, written + 500).filesRead).toBe(1);
    // The clock was set back.
    hashCached(root, file, written - 3_600_000);
    expect(hashCached(root, file, written - 3_600_000).filesRead).toBe(1);
    hashCached(root, file, written + 3_000);
    expect(hashCached(root, file, written + 3_000).filesRead).toBe(0);
  });

  it('changes the digest when only the mode changes', () => {
    const root = makeFolder({ x: 'x' });
    const file = join(makeFolder(), 'cache');
    const before = hashCached(root, file);
    chmodSync(join(root, 'x'), 0o755);
    expect(hashCached(root, file).digest).not.toBe(before.digest);
    expect(hashCached(root, file).digest).toBe(hashCold(root).digest);
  });

  it.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 5)],
    [
      'changed in one bit',
      (bytes: Buffer) => {
        bytes[90] = (bytes[90] ?? 0) ^ 1;
        return bytes;
      },
    ],
    ['empty', () => Buffer.alloc(0)],
    ['something else', () => Buffer.from('{"version":7}')],
  ])('begins again when its file is %s', (_, damage) => {
    const root = makeFolder({ x: 'x', y: 'y' });
    const file = join(makeFolder(), 'cache');
    const good = hashCached(root, file);
    writeFileSync(file, damage(readFileSync(file)));
    expect(hashCached(root, file)).toEqual({ ...good, filesRead: 2 });
    expect(hashCached(root, file).filesRead).toBe(0);
  });

  it('belongs to one folder, and leaves nothing but its file', () => {
    const data = makeFolder();
    const one = makeFolder({ x: 'x' });
    const other = makeFolder({ x: 'x' });
    const file = statCachePath(data, one);
    expect(statCachePath(data, other)).not.toBe(file);
    hashCached(one, file);
    expect(hashCached(other, file).filesRead).toBe(1);
    expect(readdirSync(join(data, 'context-cache'))).toHaveLength(1);
  });

  it('writes its file only when there is something new', () => {
    const root = makeFolder({ x: 'x' });
    const file = join(makeFolder(), 'cache');
    hashCached(root, file);
    const before = statSync(file, { bigint: true });
    hashCached(root, file);
    expect(statSync(file, { bigint: true })).toMatchObject({ ino: before.ino, mtimeNs: before.mtimeNs });
  });
});
