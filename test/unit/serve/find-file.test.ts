import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFile } from '../../../electron/serve/find-file.ts';

let outer: string;
let root: string;

beforeAll(async () => {
  outer = await realpath(await mkdtemp(join(tmpdir(), 'twinberth-files-')));
  root = join(outer, 'interface');
  await mkdir(join(root, 'assets'), { recursive: true });
  await mkdir(join(outer, 'interface-other'));
  await writeFile(join(root, 'index.html'), '<!doctype html>');
  await writeFile(join(root, 'icon.svg'), '<svg/>');
  await writeFile(join(root, 'assets', 'main-Ab_9-x.js'), '1;');
  await writeFile(join(root, 'assets', 'inter-Q2.woff2'), 'x');
  await writeFile(join(root, 'assets', '.secret.js'), 'hidden');
  await writeFile(join(root, 'assets', 'main.js.map'), '{}');
  await writeFile(join(outer, 'secret.txt'), 'secret');
  await writeFile(join(outer, 'interface-other', 'secret.txt'), 'secret');
  await symlink(join(outer, 'secret.txt'), join(root, 'link.txt'));
  await symlink(join(outer, 'interface-other'), join(root, 'other'));
});
afterAll(() => rm(outer, { recursive: true }));

describe('a file of the interface', () => {
  test.each([
    ['/', 'index.html', 'text/html; charset=utf-8', false],
    ['/index.html', 'index.html', 'text/html; charset=utf-8', false],
    ['/icon.svg', 'icon.svg', 'image/svg+xml; charset=utf-8', false],
    ['/assets/main-Ab_9-x.js', 'assets/main-Ab_9-x.js', 'text/javascript; charset=utf-8', true],
    ['/assets/inter-Q2.woff2', 'assets/inter-Q2.woff2', 'font/woff2', true],
    ['/assets%2Fmain-Ab_9-x.js', 'assets/main-Ab_9-x.js', 'text/javascript; charset=utf-8', true],
  ])('%s', async (path, file, type, immutable) => {
    expect(await findFile(root, path)).toMatchObject({ path: join(root, file), type, immutable });
  });
});

describe('nothing else is found', () => {
  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/..\\secret.txt',
    '/%5c..%5csecret.txt',
    '//etc/hosts.txt',
    '/assets//main-Ab_9-x.js',
    '/index.html%00.txt',
    '/%',
    '/link.txt',
    '/other/secret.txt',
    '/../interface-other/secret.txt',
    '/assets/.secret.js',
    '/assets/main.js.map',
    '/assets',
    '/assets/',
    '/C:/index.html',
    '/index.html/',
    '/nothing.js',
    '',
  ])('%s', async (path) => {
    expect(await findFile(root, path)).toBeUndefined();
  });
});
