import { spawn, type ChildProcess } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

const LAUNCHER = join(import.meta.dirname, '../../../electron/cli/twinberth.mjs');
/** Makes a Node believe that it is an old one. */
const OLD_NODE = "data:text/javascript,Object.defineProperty(process.versions, 'node', { value: '20.1.0' });";

interface Installation {
  readonly launcher: string;
  readonly start: (nodeOptions: readonly string[], ...words: readonly string[]) => Running;
}

interface Running {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

/** A package with a built program in it, as npm would unpack it. */
async function install(program: string, options: { readonly node: boolean }): Promise<Installation> {
  const root = await mkdtemp(join(tmpdir(), 'twinberth-launcher-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const launcher = join(root, 'electron/cli/twinberth.mjs');
  const main = join(root, 'dist/electron/cli/main.js');
  const node = join(root, 'node_modules/node');
  for (const folder of [dirname(launcher), dirname(main), join(node, 'bin')])
    await mkdir(folder, { recursive: true });
  await copyFile(LAUNCHER, launcher);
  await writeFile(join(root, 'package.json'), '{"type":"module"}');
  await writeFile(main, program);
  if (options.node) {
    await symlink(process.execPath, join(node, 'bin/node'));
    await writeFile(join(node, 'package.json'), '{"version":"24.0.0"}');
  }
  return { launcher, start: (nodeOptions, ...words) => start([...nodeOptions, launcher, ...words]) };
}

function start(words: readonly string[]): Running {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {
    child,
    output: () => output,
    ended: new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal }))),
  };
}

describe('the launcher', () => {
  it('runs the source of a checkout, without a warning', async () => {
    const running = start([LAUNCHER, 'version', '--json']);
    expect(await running.ended).toEqual({ code: 0, signal: null });
    expect(JSON.parse(running.output())).toMatchObject({ node: process.versions.node });
  });

  it('runs the built program where there is no source, and passes words and exit code', async () => {
    const { start: launch } = await install('console.log(process.argv.slice(2).join());process.exit(5)', {
      node: false,
    });
    const running = launch([], 'a', '--b');
    expect(await running.ended).toEqual({ code: 5, signal: null });
    expect(running.output()).toBe('a,--b\n');
  });

  it('starts itself again with a Node that is new enough', async () => {
    const { start: launch } = await install(
      'console.log(process.versions.node, process.argv.slice(2).join());process.exit(3)',
      { node: true },
    );
    const running = launch(['--import', OLD_NODE], 'x');
    expect(await running.ended).toEqual({ code: 3, signal: null });
    expect(running.output()).toBe(`${process.versions.node} x\n`);
  });

  it('passes signals on, and ends as the program ended', async () => {
    const program = `process.on('SIGTERM', () => process.exit(7));setInterval(() => {}, 1000);console.log('ready')`;
    const { start: launch } = await install(program, { node: true });
    const polite = launch(['--import', OLD_NODE]);
    await expect.poll(polite.output).toBe('ready\n');
    polite.child.kill('SIGTERM');
    expect(await polite.ended).toEqual({ code: 7, signal: null });
    const plain = launch(['--import', OLD_NODE]);
    await expect.poll(plain.output).toBe('ready\n');
    plain.child.kill('SIGINT');
    expect(await plain.ended).toEqual({ code: null, signal: 'SIGINT' });
  });

  it('says what to do when there is no Node that is new enough', async () => {
    const { start: launch } = await install('', { node: false });
    const running = launch(['--import', OLD_NODE]);
    expect(await running.ended).toEqual({ code: 1, signal: null });
    expect(running.output()).toContain('twinberth needs Node 24 or newer; this is Node 20.1.0.');
  });
});
