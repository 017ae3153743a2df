import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { readRevision } from '../../../electron/core/releases/read-revision.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'twinberth-revision-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

/** A real repository, made by Git itself, whatever the machine's configuration says. */
function git(cwd: string, ...parameters: readonly string[]): string {
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...parameters], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' },
  }).trim();
}

function repository(): { readonly path: string; readonly commit: string } {
  const path = join(folder, 'repository');
  mkdirSync(join(path, 'services', 'web'), { recursive: true });
  git(path, 'init', '-q', '-b', 'main');
  writeFileSync(join(path, 'file'), 'x');
  git(path, 'add', '.');
  git(path, 'commit', '-q', '-m', 'first');
  return { path, commit: git(path, 'rev-parse', 'HEAD') };
}

test('the commit is found from a folder below the repository', async () => {
  const { path, commit } = repository();
  expect(await readRevision(join(path, 'services', 'web'))).toEqual({ commit });
});

test('a branch that Git has packed away is found too', async () => {
  const { path, commit } = repository();
  git(path, 'pack-refs', '--all', '--prune');
  expect(await readRevision(path)).toEqual({ commit });
});

test('a commit without a branch is found', async () => {
  const { path, commit } = repository();
  git(path, 'checkout', '-q', '--detach');
  expect(await readRevision(path)).toEqual({ commit });
});

test('a second work tree has its own commit and the origin of the first', async () => {
  const { path, commit } = repository();
  git(path, 'remote', 'add', 'origin', 'https://ann:token@git.test/ann/web.git');
  git(path, 'worktree', 'add', '-q', '-b', 'other', join(folder, 'tree'));
  git(join(folder, 'tree'), 'commit', '-q', '--allow-empty', '-m', 'second');
  const other = git(join(folder, 'tree'), 'rev-parse', 'HEAD');
  expect(other).not.toBe(commit);
  expect(await readRevision(join(folder, 'tree'))).toEqual({
    commit: other,
    source: 'https://git.test/ann/web.git',
  });
});

test.each([
  ['https://token@git.test/web', 'https://git.test/web'],
  ['ssh://git@git.test:22/web', 'ssh://git.test:22/web'],
  ['git@git.test:ann/web.git', 'git@git.test:ann/web.git'],
  ['/srv/git/web.git', undefined],
  ['file:///srv/git/web.git', undefined],
])('the origin %s is given as %s', async (url, source) => {
  const { path } = repository();
  git(path, 'remote', 'add', 'upstream', 'https://wrong.test/web');
  git(path, 'remote', 'add', 'origin', url);
  expect((await readRevision(path)).source).toBe(source);
});

test('without a repository, and before its first commit, nothing is said', async () => {
  expect(await readRevision(folder)).toEqual({});
  git(folder, 'init', '-q');
  expect(await readRevision(folder)).toEqual({});
});
