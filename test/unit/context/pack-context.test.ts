import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileIgnore } from '../../../electron/core/releases/context/compile-ignore.ts';
import { encodeTarHeader } from '../../../electron/core/releases/context/encode-tar-header.ts';
import { hashContext } from '../../../electron/core/releases/context/hash-context.ts';
import { CONSTANT_TIME, packContext } from '../../../electron/core/releases/context/pack-context.ts';
import { noStatCache } from '../../../electron/core/releases/context/stat-cache.ts';
import { walkContext } from '../../../electron/core/releases/context/walk-context.ts';
import { readBytes, readTar } from './read-tar.ts';
import { fillFolder, makeFolder } from './temporary-folder.ts';
import type { Tree } from './temporary-folder.ts';

const keepAll = compileIgnore('');
const pack = (root: string) => packContext(root, walkContext(root, keepAll));
const hash = (root: string): string => hashContext(root, walkContext(root, keepAll), noStatCache).digest;

describe('packing a context', () => {
  it('writes every entry with its mode, owner 0 and one time', async () => {
    const root = makeFolder({
      'a/file': 'content',
      'a/empty': '',
      folder: null,
      link: '-> ../gone',
      'ünï/x': '✓',
    });
    chmodSync(join(root, 'a/file'), 0o750);
    chmodSync(join(root, 'folder'), 0o700);
    const members = await readTar(pack(root));
    expect(
      members.map(({ path, type, mode, target, content }) => [
        path,
        type,
        mode.toString(8),
        target ?? '',
        content.toString(),
      ]),
    ).toEqual([
      ['a', 'directory', '755', '', ''],
      ['a/empty', 'file', '644', '', ''],
      ['a/file', 'file', '750', '', 'content'],
      ['folder', 'directory', '700', '', ''],
      ['link', 'symlink', '777', '../gone', ''],
      ['ünï', 'directory', '755', '', ''],
      ['ünï/x', 'file', '644', '', '✓'],
    ]);
    for (const { uid, gid, modified } of members) expect([uid, gid, modified]).toEqual([0, 0, CONSTANT_TIME]);
  });

  it('can be unpacked by tar itself, long names and large files included', async () => {
    const long = `${'folder-with-a-long-name/'.repeat(12)}${'f'.repeat(200)}`;
    const big = Buffer.alloc(1_500_001, 'big');
    const root = makeFolder({ [long]: 'deep', big, 'to-long': `-> ${long}`, exact: Buffer.alloc(512, 1) });
    const unpacked = makeFolder();
    execFileSync('tar', ['-xf', '-', '-C', unpacked], { input: await readBytes(pack(root)) });
    expect(readFileSync(join(unpacked, long), 'utf8')).toBe('deep');
    expect(readFileSync(join(unpacked, 'to-long'), 'utf8')).toBe('deep');
    expect(readFileSync(join(unpacked, 'big')).equals(big)).toBe(true);
    expect(hash(unpacked)).toBe(hash(root));
  });

  it('states a size beyond what eleven octal digits hold', () => {
    const size = 9 * 1024 ** 3;
    const header = encodeTarHeader({ type: 'file', path: 'huge', mode: 0o644, size, modified: 0 });
    expect(header.length).toBe(3 * 512);
    // It ends in an error, for the content is not there.
    const { stdout } = spawnSync('tar', ['-tvf', '-'], { input: header, encoding: 'utf8' });
    expect(stdout).toContain(String(size));
  });

  it('takes the time that it is told and the extra files, and says how far it is', async () => {
    const root = makeFolder({ x: 'x' });
    const seen: unknown[] = [];
    const onProgress = (progress: unknown): void => void seen.push(progress);
    const extras = [{ path: 'ops/Dockerfile', content: Buffer.from('FROM scratch\n') }];
    const members = await readTar(
      packContext(root, walkContext(root, keepAll), { modified: 1_700_000_000, extras, onProgress }),
    );
    expect(members.map(({ path, modified, content }) => [path, modified, content.toString()])).toEqual([
      ['ops/Dockerfile', 1_700_000_000, 'FROM scratch\n'],
      ['x', 1_700_000_000, 'x'],
    ]);
    expect(seen).toEqual([{ files: 1, bytes: 1 }]);
  });

  it('reads a file when it is taken and not before', async () => {
    const root = makeFolder({ a: Buffer.alloc(4 * 1024 * 1024), b: 'late' });
    const tar = pack(root);
    const parts = tar[Symbol.asyncIterator]();
    await parts.next();
    rmSync(join(root, 'b'));
    await expect(
      (async () => {
        for (;;) if ((await parts.next()).done === true) return;
      })(),
    ).rejects.toThrow(/b has vanished/u);
  });
});

describe('a file that is not what the walk saw', () => {
  const change: Record<string, [(file: string) => void, RegExp]> = {
    'has vanished': [(file) => rmSync(file), /victim has vanished/u],
    'became shorter': [(file) => truncateSync(file, 10), /victim became shorter/u],
    'became longer': [(file) => appendFileSync(file, 'x'), /victim changed/u],
    'has other content of the same size': [
      (file) => writeFileSync(file, 'y'.repeat(5000)),
      /victim changed/u,
    ],
    'was replaced by another file': [
      (file) => {
        writeFileSync(`${file}.new`, 'z'.repeat(5000));
        renameSync(`${file}.new`, file);
      },
      /victim changed/u,
    ],
    'became a folder': [
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
      /victim/u,
    ],
    'became a pipe that nobody writes to': [
      (file) => {
        rmSync(file);
        execFileSync('mkfifo', [file]);
      },
      /victim became shorter/u,
    ],
    'became a link': [
      (file) => {
        renameSync(file, `${file}.old`);
        fillFolder(join(file, '..'), { victim: '-> victim.old' });
      },
      /victim cannot be read/u,
    ],
  };

  it.each(Object.entries(change))('%s: packing and hashing fail and name it', async (_, [apply, message]) => {
    const root = makeFolder({ first: 'first', victim: 'x'.repeat(5000), zlast: 'last' });
    utimesSync(join(root, 'victim'), 1_600_000_000, 1_600_000_000);
    const entries = walkContext(root, keepAll);
    apply(join(root, 'victim'));
    let ended = false;
    const taker = new Writable({
      write: (_chunk, _encoding, done) => done(),
      final: (done) => {
        ended = true;
        done();
      },
    });
    await expect(pipeline(packContext(root, entries), taker)).rejects.toThrow(message);
    expect(ended).toBe(false);
    expect(() => hashContext(root, entries, noStatCache)).toThrow(message);
  });
});

describe('any context', () => {
  const name = fc.stringMatching(/^[a-zäß _-]{1,12}$/u).filter((text) => text.trim() === text);
  const content = fc.oneof(
    fc.string({ maxLength: 2000 }).filter((text) => !text.startsWith('-> ')),
    fc.constantFrom('-> x', null),
  );
  const tree = fc
    .dictionary(
      fc.tuple(fc.constantFrom('', 'd/', 'e/f/'), name).map((parts) => parts.join('')),
      content,
      { maxKeys: 12 },
    )
    .map((entries): Tree =>
      Object.fromEntries(Object.entries(entries).filter(([path]) => !['d', 'e', 'e/f'].includes(path))),
    );

  it('gives the same bytes and the same digest wherever, whenever and in whatever order its files were made', async () => {
    await fc.assert(
      fc.asyncProperty(tree, fc.boolean(), async (files, reverse) => {
        const here = makeFolder(files);
        const entries = Object.entries(files);
        const there = makeFolder(Object.fromEntries(reverse ? entries.reverse() : entries));
        for (const [path, text] of entries) {
          if (typeof text === 'string' && !text.startsWith('-> '))
            utimesSync(join(there, path), 1_000_000_000, 1_000_000_000);
        }
        expect((await readBytes(pack(there))).equals(await readBytes(pack(here)))).toBe(true);
        expect(hash(there)).toBe(hash(here));
      }),
      { numRuns: 40 },
    );
  });

  it('comes back out of its tar as it was', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (files) => {
        const root = makeFolder(files);
        const members = await readTar(pack(root));
        for (const [path, text] of Object.entries(files)) {
          const member = members.find((each) => each.path === path);
          if (text === null) expect(member?.type).toBe('directory');
          else if (typeof text === 'string' && text.startsWith('-> '))
            expect(member?.target).toBe(text.slice(3));
          else expect(member?.content.equals(Buffer.from(text))).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('has another digest after any change that COPY would see', () => {
    fc.assert(
      fc.property(
        tree.filter((files) =>
          Object.values(files).some((text) => typeof text === 'string' && !text.startsWith('-> ')),
        ),
        fc.constantFrom('content', 'mode', 'name', 'kind', 'new'),
        (files, what) => {
          const root = makeFolder(files);
          const [path = ''] =
            Object.entries(files).find(([, text]) => typeof text === 'string' && !text.startsWith('-> ')) ??
            [];
          const file = join(root, path);
          const before = hash(root);
          if (what === 'content') appendFileSync(file, '!');
          else if (what === 'mode') chmodSync(file, 0o600);
          else if (what === 'name') renameSync(file, `${file}0`);
          else if (what === 'new') writeFileSync(`${file}0`, '');
          else {
            rmSync(file);
            mkdirSync(file);
          }
          expect(hash(root)).not.toBe(before);
        },
      ),
      { numRuns: 60 },
    );
  });
});
