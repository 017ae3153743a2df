import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hashContext } from '../../../electron/core/releases/context/hash-context.ts';
import { compileIgnore } from '../../../electron/core/releases/context/compile-ignore.ts';
import { OUTSIDE_NAME } from '../../../electron/core/releases/context/locate-dockerfile.ts';
import { openContext } from '../../../electron/core/releases/context/open-context.ts';
import type {
  OpenContext,
  OpenContextOptions,
} from '../../../electron/core/releases/context/open-context.ts';
import { packContext } from '../../../electron/core/releases/context/pack-context.ts';
import type { ContextRequest } from '../../../electron/core/releases/context/prepare-context.ts';
import { noStatCache } from '../../../electron/core/releases/context/stat-cache.ts';
import { walkContext } from '../../../electron/core/releases/context/walk-context.ts';
import { readBytes, readTar } from './read-tar.ts';
import { fillFolder, makeFolder } from './temporary-folder.ts';
import type { Tree } from './temporary-folder.ts';

async function open(
  directory: string,
  request: Partial<ContextRequest> = {},
  options: OpenContextOptions = {},
): Promise<OpenContext> {
  const context = await openContext(
    { directory, dockerfile: 'Dockerfile', builder: 'buildkit', now: Date.now(), windows: false, ...request },
    options,
  );
  onTestFinished(() => context.close());
  return context;
}

async function pathsSent(tree: Tree, request: Partial<ContextRequest> = {}): Promise<readonly string[]> {
  const context = await open(makeFolder(tree), request);
  return (await readTar(context.pack())).map(({ path }) => path);
}

describe('opening a context', () => {
  it('gives what hashing and packing here would give, and may be packed again', async () => {
    const root = makeFolder({ Dockerfile: 'FROM scratch\n', 'a/b': 'b', big: Buffer.alloc(700_000, 'x') });
    const entries = walkContext(root, compileIgnore(''));
    const context = await open(root);
    expect(context).toMatchObject(hashContext(root, entries, noStatCache));
    expect(context.dockerfile).toEqual({
      file: join(root, 'Dockerfile'),
      sentAs: 'Dockerfile',
      text: 'FROM scratch\n',
    });
    const expected = await readBytes(packContext(root, entries));
    const [first, second] = await Promise.all([readBytes(context.pack()), readBytes(context.pack())]);
    expect(first.equals(expected)).toBe(true);
    expect(second.equals(expected)).toBe(true);
  });

  it('leaves its caller time for other things, and tells how far it is', async () => {
    const root = makeFolder({ Dockerfile: 'FROM scratch\n' });
    for (let index = 0; index < 40; index++) truncateSync(fillBig(root, index), 16 * 1024 * 1024);
    const progress: number[] = [];
    let turns = 0;
    const state = { opening: true };
    const opening = open(root, {}, { onProgress: ({ bytes }) => progress.push(bytes) }).finally(() => {
      state.opening = false;
    });
    for (; state.opening; turns++) await turn();
    await opening;
    expect(turns).toBeGreaterThan(100);
    expect(progress.length).toBeGreaterThan(0);
    expect(progress).toEqual([...progress].sort((left, right) => left - right));
  });

  it('uses the cache file, and says when that could not be written', async () => {
    const root = makeFolder({ Dockerfile: 'FROM scratch\n', x: 'x' });
    const data = makeFolder({ 'not-a-folder': '' });
    const later = { now: Date.now() + 3_600_000 };
    await open(root, { ...later, cacheFile: join(data, 'cache') });
    expect((await open(root, { ...later, cacheFile: join(data, 'cache') })).filesRead).toBe(0);
    const blocked = await open(root, { ...later, cacheFile: join(data, 'not-a-folder/cache') });
    expect(blocked.filesRead).toBe(2);
    expect(blocked.cacheProblem).toMatch(/not-a-folder/u);
  });

  it('stops when it is cancelled', async () => {
    const root = makeFolder({ Dockerfile: 'FROM scratch\n' });
    for (let index = 0; index < 200; index++) truncateSync(fillBig(root, index), 64 * 1024 * 1024);
    const cancel = new AbortController();
    const opening = open(
      root,
      {},
      { signal: cancel.signal, onProgress: () => cancel.abort(new Error('enough')) },
    );
    await expect(opening).rejects.toThrow('enough');
    await expect(open(root, {}, { signal: cancel.signal })).rejects.toThrow('enough');
  });

  it('ends a stream when the context is closed, and lets go of files when a stream is given up', async () => {
    const root = makeFolder({ Dockerfile: 'FROM scratch\n', big: Buffer.alloc(3_000_000) });
    const context = await open(root);
    const given = context.pack();
    const reading = given[Symbol.asyncIterator]();
    await reading.next();
    const openFiles = (): number => readdirSync('/proc/self/fd').length;
    given.destroy();
    expect((await readTar(context.pack())).map(({ path }) => path)).toEqual(['Dockerfile', 'big']);
    const before = openFiles();
    const cut = readBytes(context.pack());
    await context.close();
    await expect(cut).rejects.toMatchObject({ code: 'interrupted' });
    expect(openFiles()).toBeLessThanOrEqual(before);
    await expect(readBytes(context.pack())).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('fails the stream, with the name, when a file is no longer what was hashed', async () => {
    const root = makeFolder({ Dockerfile: 'FROM scratch\n', x: 'x' });
    const context = await open(root);
    writeFileSync(join(root, 'x'), 'other');
    await expect(readBytes(context.pack())).rejects.toMatchObject({
      code: 'context.invalid',
      retry: true,
      message: expect.stringContaining(join(root, 'x')) as string,
    });
  });
});

describe('what is sent', () => {
  const FROM = 'FROM scratch\nCOPY . /\n';

  it("follows .dockerignore, and the Dockerfile's own ignore file instead where there is one", async () => {
    const tree = { Dockerfile: FROM, 'x.log': '', y: '', '.dockerignore': '*.log\n', 'ops/prod': FROM };
    expect(await pathsSent(tree)).toEqual(['.dockerignore', 'Dockerfile', 'ops', 'ops/prod', 'y']);
    const own = { ...tree, 'ops/prod.dockerignore': '*\n!y\n' };
    expect(await pathsSent(own, { dockerfile: 'ops/prod' })).toEqual(['ops/prod', 'y']);
    expect((await pathsSent(own)).includes('x.log')).toBe(false);
  });

  it('includes an ignored Dockerfile, without counting it as part of what COPY sees', async () => {
    const tree = { Dockerfile: FROM, '.dockerignore': 'Dockerfile\n.dockerignore\n', x: 'x' };
    expect(await pathsSent(tree)).toEqual(['Dockerfile', 'x']);
    expect(await pathsSent(tree, { builder: 'classic' })).toEqual(['.dockerignore', 'Dockerfile', 'x']);
    const one = await open(makeFolder(tree));
    const other = await open(makeFolder({ ...tree, Dockerfile: 'FROM other\n' }));
    expect(other.digest).toBe(one.digest);
  });

  it('takes a Dockerfile from outside under a name of its own, and one in lower case', async () => {
    const outside = join(makeFolder({ 'my.Dockerfile': FROM }), 'my.Dockerfile');
    const root = makeFolder({ x: 'x', link: `-> ${outside}`, 'real/file': FROM, alias: '-> real/file' });
    expect((await open(root, { dockerfile: outside })).dockerfile).toEqual({
      file: outside,
      sentAs: OUTSIDE_NAME,
      text: FROM,
    });
    expect((await open(root, { dockerfile: 'link' })).dockerfile.sentAs).toBe(OUTSIDE_NAME);
    expect((await open(root, { dockerfile: 'alias' })).dockerfile.sentAs).toBe('real/file');
    fillFolder(root, { dockerfile: FROM });
    const context = await open(root);
    expect(context.dockerfile.sentAs).toBe('dockerfile');
    rmSync(join(root, 'dockerfile'));
  });
});

describe('a context that cannot be built', () => {
  it.each<[string, Tree, Partial<ContextRequest>, RegExp]>([
    ['without a Dockerfile', { x: '' }, {}, /There is no Dockerfile at .*Dockerfile\..*build\.dockerfile/u],
    ['with a folder for a Dockerfile', { Dockerfile: null }, {}, /is a folder and not a Dockerfile/u],
    ['that does not exist', {}, { directory: '/nowhere/at/all' }, /\/nowhere\/at\/all does not exist/u],
    ['that is a file', {}, { directory: import.meta.filename }, /is not a folder/u],
    [
      'with a broken ignore file',
      { Dockerfile: '', '.dockerignore': 'ok\n[a\n' },
      {},
      /\.dockerignore, line 2: "\[a" is not a valid pattern/u,
    ],
    [
      'with a pattern that breaks when it is used',
      { Dockerfile: '', '.dockerignore': '*[b-a]\n' },
      {},
      /\.dockerignore, line 1/u,
    ],
  ])('%s is refused, with place and way out', async (_, tree, request, message) => {
    await expect(open(makeFolder(tree), request)).rejects.toMatchObject({
      name: 'Failure',
      code: 'context.invalid',
      message: expect.stringMatching(message) as string,
    });
  });

  it('names an ignore file that cannot be read', async () => {
    const root = makeFolder({ Dockerfile: '', '.dockerignore': null });
    await expect(open(root)).rejects.toMatchObject({
      code: 'disk.read',
      message: expect.stringContaining('.dockerignore cannot be read: it is a folder') as string,
    });
  });
});

/** Makes a file that `truncateSync` makes large without taking space. */
function fillBig(root: string, index: number): string {
  fillFolder(root, { [`big${index}`]: '' });
  return join(root, `big${index}`);
}
