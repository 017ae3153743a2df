import { execFile } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openContext } from '../../electron/core/releases/context/open-context.ts';
import { randomIds } from '../../electron/core/runtime/ids.ts';
import { testEngine } from '../support/test-engine.ts';
import { readTar } from '../unit/context/read-tar.ts';
import { makeFolder } from '../unit/context/temporary-folder.ts';
import type { Tree } from '../unit/context/temporary-folder.ts';

// What COPY sees in an image that the docker command builds (its classic builder, which every version still has), and in
// one that the same engine builds from the context as we pack it. (The classic client does not send an ignored folder in
// which an exception keeps something, so its mode is lost; BuildKit's client sends it, as we do.)

const run = promisify(execFile);
const DOCKERFILE = 'FROM scratch\nCOPY . /\nCMD ["/none"]\n';

/** Runs the docker command against the test's engine; `stdin` is a build context. */
async function docker(args: readonly string[], stdin?: Readable): Promise<Buffer> {
  const { endpoint } = testEngine();
  const running = run('docker', args, {
    env: { PATH: process.env['PATH'], DOCKER_HOST: endpoint, DOCKER_BUILDKIT: '0', HOME: '/nonexistent' },
    encoding: 'buffer',
    maxBuffer: 64 * 1024 * 1024,
  });
  const { stdin: input } = running.child;
  if (stdin !== undefined && input !== null) await pipeline(stdin, input);
  else input?.end();
  return (await running).stdout;
}

/** Builds and returns everything in the image: path, type, mode, link target, content. */
async function build(args: readonly string[], stdin?: Readable): Promise<readonly unknown[]> {
  const name = `tb-context-${randomIds.next()}`;
  const label = `dev.twinberth.run=${testEngine().run}`;
  onTestFinished(async () => {
    await docker(['rm', '-f', name]);
    await docker(['rmi', '-f', name]);
  });
  await docker(['build', '--quiet', '--no-cache', '--label', label, '--tag', name, ...args], stdin);
  await docker(['create', '--label', label, '--name', name, name]);
  const members = await readTar(Readable.from([await docker(['export', name])]));
  return members
    .filter(({ path }) => !PUT_THERE.test(path))
    .map(({ path, type, mode, target, content }) => ({
      path,
      type,
      mode,
      target,
      content: content.toString(),
    }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** What Docker puts into every container. */
const PUT_THERE = /^(?:\.dockerenv|dev(?:\/.*)?|proc|sys|etc(?:\/(?:hostname|hosts|mtab|resolv\.conf))?)$/u;

const TREE: Tree = {
  Dockerfile: DOCKERFILE,
  '.git/config': 'git',
  'README.md': 'readme',
  'src/a.ts': 'a',
  'src/b.log': 'b',
  'src/lib/c.ts': 'c',
  'src/lib/c.log': 'c',
  'node_modules/x/index.js': 'x',
  'node_modules/keep/index.js': 'keep',
  empty: null,
  'links/dangling': '-> nowhere',
  'links/outside': '-> ../../../etc/passwd',
  'links/absolute': '-> /src/a.ts',
  'links/inside': '-> ../src',
  'bin/run': '#!/bin/sh\n',
  [`long/${'l'.repeat(120)}/${'n'.repeat(180)}`]: 'long',
  'uml/äöü ✓': 'unicode',
};

const CASES: Record<string, Tree> = {
  'without an ignore file': {},
  'with plain rules': { '.dockerignore': '.git\nnode_modules\n**/*.log\n' },
  'with exceptions': {
    '.dockerignore': '\ufeff# all but some\n*\n!src\n!node_modules/keep\nsrc/lib/*.log\n!/README.md \n',
  },
  'with the Dockerfile ignored': { '.dockerignore': 'Dockerfile\n.dockerignore\n*.md\n' },
  'with only the Dockerfile ignored': { '.dockerignore': '/Dockerfile\n' },
  'with everything ignored but one file': { '.dockerignore': '**\n!src/lib/c.ts\n' },
};

describe('an image built from our context', () => {
  it.each(Object.entries(CASES))('%s holds what docker build puts in it', async (_, ignore) => {
    const root = makeFolder({ ...TREE, ...ignore });
    chmodSync(join(root, 'bin/run'), 0o4755);
    chmodSync(join(root, 'bin'), 0o700);
    chmodSync(join(root, 'empty'), 0o1777);
    const context = await openContext({
      directory: root,
      dockerfile: 'Dockerfile',
      builder: 'classic',
      now: Date.now(),
      windows: false,
    });
    onTestFinished(() => context.close());
    const theirs = await build([root]);
    expect(await build(['-'], context.pack())).toEqual(theirs);
    expect(theirs.length).toBeGreaterThan(0);
  });

  it('holds what docker build puts in it for a Dockerfile from elsewhere', async () => {
    const root = makeFolder({ 'a/x': 'x', y: 'y' });
    const outside = join(makeFolder({ 'My.Dockerfile': DOCKERFILE }), 'My.Dockerfile');
    const context = await openContext({
      directory: root,
      dockerfile: outside,
      builder: 'classic',
      now: Date.now(),
      windows: false,
    });
    onTestFinished(() => context.close());
    const ours = await build(['--file', context.dockerfile.sentAs, '-'], context.pack());
    expect(ours).toEqual(await build(['--file', outside, root]));
    expect(ours).toHaveLength(3);
  });
});
