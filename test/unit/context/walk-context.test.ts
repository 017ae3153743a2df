import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compileIgnore } from '../../../electron/core/releases/context/compile-ignore.ts';
import type { ContextEntry } from '../../../electron/core/releases/context/context-entry.ts';
import { walkContext } from '../../../electron/core/releases/context/walk-context.ts';
import { failureWithoutPrivileges } from './run-unprivileged.ts';
import { makeFolder } from './temporary-folder.ts';

function walk(root: string, ignore = '', windows = false): readonly ContextEntry[] {
  return walkContext(root, compileIgnore(ignore), { windows });
}

function pathsOf(entries: readonly ContextEntry[]): readonly string[] {
  return entries.map(({ kind, path }) => (kind === 'folder' ? `${path}/` : path));
}

describe('walking a context', () => {
  it('lists files, empty folders and links, each folder before what is in it', () => {
    const root = makeFolder({ 'b/z': 'z', 'b/a/x': 'x', 'b.txt': '', Z: 'Z', empty: null, é: 'é' });
    expect(pathsOf(walk(root))).toEqual(['Z', 'b/', 'b/a/', 'b/a/x', 'b/z', 'b.txt', 'empty/', 'é']);
  });

  it('keeps links as links: to a file, a folder, nothing, out of the context, in a circle', () => {
    const root = makeFolder({
      file: 'x',
      'dir/in': 'y',
      'to-file': '-> file',
      'to-dir': '-> dir',
      dangling: '-> nowhere/at all',
      outside: '-> ../../etc/passwd',
      absolute: '-> /etc/passwd',
      circle: '-> circle',
    });
    const links = walk(root).filter((entry) => entry.kind === 'link');
    expect(Object.fromEntries(links.map(({ path, target }) => [path, target]))).toEqual({
      'to-file': 'file',
      'to-dir': 'dir',
      dangling: 'nowhere/at all',
      outside: '../../etc/passwd',
      absolute: '/etc/passwd',
      circle: 'circle',
    });
    expect(pathsOf(walk(root)).filter((path) => path.startsWith('to-dir'))).toEqual(['to-dir']);
  });

  it('keeps modes, and gives 0755 on Windows, which has none', () => {
    const root = makeFolder({ run: '#!', plain: 'x', 'shared/x': '' });
    chmodSync(join(root, 'run'), 0o4750);
    chmodSync(join(root, 'shared'), 0o1777);
    const modes = (windows: boolean): unknown =>
      walk(root, 'shared/x', windows).map((entry) => 'mode' in entry && entry.mode.toString(8));
    expect(modes(false)).toEqual(['644', '4750', '1777']);
    expect(modes(true)).toEqual(['755', '755', '755']);
  });

  it('lists an ignored folder only when an exception keeps something in it, and before that', () => {
    const root = makeFolder({ 'a/b/keep': '', 'a/b/drop': '', 'a/drop': '', 'c/drop': '', top: '' });
    expect(pathsOf(walk(root, '*\n!a/b/keep'))).toEqual(['a/', 'a/b/', 'a/b/keep']);
    expect(pathsOf(walk(root, '*\n!**/keep'))).toEqual(['a/', 'a/b/', 'a/b/keep']);
    expect(pathsOf(walk(root, '*\n!**/nothing'))).toEqual([]);
  });

  it.runIf(process.platform !== 'win32')(
    'refuses sockets, pipes and devices by name unless they are ignored',
    async () => {
      const root = makeFolder({ 'run/x': '' });
      const server = createServer().listen(join(root, 'run/app.sock'));
      onTestFinished(() => void server.close());
      await new Promise((resolve) => server.once('listening', resolve));
      expect(() => walk(root)).toThrow(/run\/app\.sock is a socket.*\.dockerignore/u);
      expect(pathsOf(walk(root, 'run/*.sock'))).toEqual(['run/', 'run/x']);

      execFileSync('mkfifo', [join(root, 'pipe')]);
      expect(() => walk(root, 'run')).toThrow(/pipe is a named pipe/u);
      expect(() => walkContext('/dev', compileIgnore('*\n!null'))).toThrow(/\/dev\/null is a device/u);
    },
  );

  it.runIf(process.platform === 'linux')(
    'refuses a name that is not UTF-8, and takes U+FFFD for the character that it is',
    () => {
      const root = makeFolder({ 'a\ufffdb': 'x' });
      expect(pathsOf(walk(root))).toEqual(['a\ufffdb']);
      writeFileSync(Buffer.concat([Buffer.from(`${root}/bad`), Buffer.from([0xff])]), 'x');
      expect(() => walk(root)).toThrow(
        expect.objectContaining({
          code: 'context.invalid',
          message: expect.stringContaining('badÿ') as string,
        }) as Error,
      );
    },
  );

  it('names a folder that vanishes on the way', () => {
    const root = makeFolder({ 'a/x': '', 'b/y': '' });
    const onEntry = (entry: ContextEntry): void => {
      if (entry.path === 'a') rmSync(join(root, 'b'), { recursive: true });
    };
    const walking = (): unknown => walkContext(root, compileIgnore(''), { onEntry });
    expect(walking).toThrow(/b has vanished/u);
  });
});

describe.runIf(process.platform !== 'win32')('without permission', () => {
  const work = new URL('./unprivileged-work.ts', import.meta.url);

  it('names the file or the folder that cannot be read', () => {
    const root = makeFolder({ 'ok/x': '', 'ok/secret': 's' });
    chmodSync(join(root, 'ok/secret'), 0);
    expect(failureWithoutPrivileges(work, 'hashAll', root)).toEqual({
      code: 'disk.read',
      message: expect.stringMatching(
        /ok\/secret cannot be read: permission denied.*\.dockerignore/u,
      ) as string,
    });
    rmSync(join(root, 'ok/secret'));
    mkdirSync(join(root, 'closed'), { mode: 0 });
    chmodSync(join(root, 'closed'), 0);
    expect(failureWithoutPrivileges(work, 'hashAll', root)?.message).toMatch(/closed cannot be read/u);
  });

  it('passes over a closed folder that is ignored, as Docker does', () => {
    const root = makeFolder({ 'closed/inner/x': '' });
    chmodSync(join(root, 'closed'), 0);
    expect(failureWithoutPrivileges(work, 'walkPastClosed', root)).toBeUndefined();
  });
});
