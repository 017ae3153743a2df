import { existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { findConfigDigest } from '../../../electron/core/engine/images/read-identity.ts';
import type { ContextEntry, ContextFile } from '../../../electron/core/releases/context/context-entry.ts';
import { packChunks } from '../../../electron/core/releases/context/pack-context.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { mutated, type FuzzTarget } from './fuzz-target.ts';
import { isFailure, must } from './must.ts';
import { readTarBytes, type TarBytesMember } from './read-tar-bytes.ts';
import { IMAGE, LOG, YAML_FILES } from './recorded.ts';

/** What may become of a file between the walk and the reading. */
type Fate = 'kept' | 'gone' | 'a folder' | { readonly content: Buffer };

/**
 * What is packed comes out of the archive again: names of any length and script, files as they are on the disk, links,
 * contents, and nothing else. A file that is another one by then is refused.
 */
export function packing(): FuzzTarget['property'] {
  const segment = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 60 })
    .map((text) => text.replaceAll(/[\0/]/g, '_'))
    .filter((text) => text !== '.' && text !== '..');
  const path = fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));
  const entry: fc.Arbitrary<ContextEntry> = fc.oneof(
    fc.record({ kind: fc.constant('folder' as const), path, mode: fc.nat(0o7777) }),
    fc.record({ kind: fc.constant('link' as const), path, target: path }),
  );
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 1100 }).map((data) => Buffer.from(data)),
    mutated([LOG, IMAGE.archive, ...YAML_FILES]),
  );
  const fate: fc.Arbitrary<Fate> = fc.oneof(
    { weight: 7, arbitrary: fc.constant('kept' as const) },
    { weight: 1, arbitrary: fc.constantFrom('gone' as const, 'a folder' as const) },
    { weight: 2, arbitrary: fc.record({ content }) },
  );
  const all = fc.record({
    entries: fc.array(entry, { maxLength: 3 }),
    extras: fc.array(fc.record({ path, content }), { maxLength: 2 }),
    file: fc.option(fc.record({ path: segment, content, fate })),
  });
  return fc.property(all, ({ entries, extras, file }) => {
    const root = folder();
    try {
      const seen = file === null ? [] : [write(root, file.path, file.content)];
      const alike = file === null || befall(join(root, file.path), file.content, file.fate);
      const members = packed(root, [...entries, ...seen], extras);
      if (members === undefined) {
        must(file !== null && file.fate !== 'kept', 'what nobody touched was refused');
        return;
      }
      must(alike, 'a file that is another one was packed');
      const other = typeof file?.fate === 'object' ? file.fate.content : undefined;
      const wanted = (content: Buffer | undefined) => [
        ...extras.map((each) => ({ type: '0', path: each.path, target: '', content: each.content })),
        ...entries.map(asMember),
        ...seen.map((each) => ({ type: '0', path: each.path, target: '', content })),
      ];
      const right = [file?.content, other].some((each) => isDeepStrictEqual(members, wanted(each)));
      must(right, 'the archive holds something else than was packed');
    } finally {
      if (file !== null) rmSync(join(root, file.path), { recursive: true, force: true });
    }
  });
}

let made: string | undefined;

/** One for all cases, in memory where there is such a folder: gone at the end of the process. */
function folder(): string {
  if (made !== undefined) return made;
  const path = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tb-fuzz-'));
  process.once('exit', () => rmSync(path, { recursive: true, force: true }));
  made = path;
  return path;
}

function packed(
  root: string,
  entries: readonly ContextEntry[],
  extras: readonly { readonly path: string; readonly content: Buffer }[],
): readonly TarBytesMember[] | undefined {
  let tar: Buffer;
  try {
    tar = Buffer.concat([...packChunks(root, entries, { extras })]);
  } catch (error) {
    if (isFailure(error)) return undefined;
    throw error;
  }
  return readTarBytes(tar);
}

function asMember(entry: ContextEntry): TarBytesMember {
  return {
    type: entry.kind === 'folder' ? '5' : '2',
    path: entry.kind === 'folder' ? `${entry.path}/` : entry.path,
    target: entry.kind === 'link' ? entry.target : '',
    content: Buffer.alloc(0),
  };
}

function write(root: string, path: string, content: Buffer): ContextFile {
  const file = join(root, path);
  writeFileSync(file, content);
  const { mode, mtimeNs, ctimeNs, ino } = lstatSync(file, { bigint: true });
  return {
    kind: 'file',
    path,
    mode: Number(mode) & 0o7777,
    size: content.length,
    modifiedNs: mtimeNs,
    changedNs: ctimeNs,
    inode: BigInt.asUintN(64, ino),
  };
}

/** Returns whether it may still be taken for what it was: times of files are no finer than a few milliseconds. */
function befall(file: string, content: Buffer, fate: Fate): boolean {
  if (fate === 'kept') return true;
  if (typeof fate === 'object') {
    writeFileSync(file, fate.content);
    return fate.content.length === content.length;
  }
  rmSync(file);
  if (fate === 'a folder') mkdirSync(file);
  return false;
}

/** A damaged archive is refused, has no configuration for the image, or has one: then its digest is one of bytes in it. */
export function readingImages(): FuzzTarget['property'] {
  const { Os: os, Architecture: architecture, RootFS, Id } = IMAGE.described;
  const image = { os, architecture, layers: [...RootFS.Layers] };
  return fc.asyncProperty(
    mutated([IMAGE.archive]),
    fc.integer({ min: 1, max: 4096 }),
    async (bytes, size) => {
      let digest: string | undefined;
      try {
        digest = await findConfigDigest(chunksOf(bytes, size), image);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        must(!bytes.equals(IMAGE.archive), 'what nobody damaged was refused');
        return;
      }
      must(digest === undefined || /^sha256:[0-9a-f]{64}$/.test(digest), 'a digest that is none');
      must(digest === Id || !bytes.equals(IMAGE.archive), 'the digest is another one');
    },
  );
}

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
