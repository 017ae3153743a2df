import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import { afterAll, describe, expect, test } from 'vitest';
import { writeTar, type TarEntry } from '../../support/fixtures/write-tar.mjs';

const folder = mkdtempSync(join(tmpdir(), 'write-tar-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const program = join(folder, 'program');
writeFileSync(program, 'x'.repeat(1_500));

const entries: TarEntry[] = [
  { type: 'folder', path: 'var', mode: 0o755, uid: 99 },
  { type: 'text', path: 'etc/passwd', mode: 0o644, text: 'größe' },
  { type: 'file', path: 'bin/program', mode: 0o755, file: program },
  { type: 'link', path: 'bin/sh', mode: 0o777, target: '/bin/program' },
];

const tarOf = (list: readonly TarEntry[]): Promise<Buffer> => buffer(Readable.from(writeTar(list)));

describe('writeTar', () => {
  test('writes what another implementation reads', async () => {
    const read: Record<string, unknown> = {};
    for await (const entry of Readable.from(await tarOf(entries)).pipe(extract())) {
      const { name, type, mode, uid, linkname, size, mtime } = entry.header;
      read[name] = {
        type,
        mode,
        uid,
        linkname,
        size,
        time: mtime.getTime(),
        content: (await buffer(entry)).length,
      };
    }
    expect(read).toMatchObject({
      'bin/program': { type: 'file', mode: 0o755, uid: 0, size: 1_500, time: 0, content: 1_500 },
      'bin/sh': { type: 'symlink', linkname: '/bin/program' },
      'etc/passwd': { type: 'file', size: 7, content: 7 },
    });
    expect(Object.entries(read).filter(([name]) => name.startsWith('var'))).toEqual([
      ['var/', expect.objectContaining({ type: 'directory', uid: 99 })],
    ]);
  });

  test('the order of the entries does not matter', async () => {
    const hash = async (list: readonly TarEntry[]) =>
      createHash('sha256')
        .update(await tarOf(list))
        .digest('hex');
    expect(await hash([...entries].reverse())).toBe(await hash(entries));
  });

  test('refuses a name that the format cannot hold', async () => {
    const long: TarEntry = { type: 'text', path: 'n'.repeat(101), mode: 0o644, text: '' };
    await expect(tarOf([long])).rejects.toThrow('too long');
  });
});
