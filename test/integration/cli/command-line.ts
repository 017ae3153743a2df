import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Workshop } from '../../support/workshop.ts';

const LAUNCHER = join(import.meta.dirname, '../../../electron/cli/twinberth.mjs');

/** How a command ended, and what it printed. */
export interface Finished {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as the one JSON document that it must be. */
  json(): Record<string, unknown>;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Finished>;
  /** Everything printed so far, on both streams. */
  printed(): string;
  /** Resolves once it has printed something like this; rejects when it ends without. */
  until(pattern: RegExp): Promise<void>;
}

/** A user at a terminal: a home of their own, the folder of the app, and the `twinberth` command. */
export interface CommandLine {
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  run(...words: readonly string[]): Promise<Finished>;
  start(words: readonly string[], options?: StartOptions): Running;
  remove(): Promise<void>;
}

export interface StartOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Run as this user, which needs the rights of root. */
  readonly uid?: number;
}

/** `env` over the usual one; a home that nobody has used before. */
export async function openCommandLine(
  shop: Workshop,
  env: Readonly<Record<string, string>> = {},
): Promise<CommandLine> {
  const home = await mkdtemp(join(tmpdir(), 'twinberth-home-'));
  const { TWINBERTH_HOME: _workshops, ...usual } = shop.env;
  const all: Record<string, string> = { ...usual, HOME: home, ...env };
  const start = (words: readonly string[], options: StartOptions = {}): Running =>
    startProcess(systemNode(all['PATH'] ?? ''), [LAUNCHER, ...words], {
      cwd: options.cwd ?? shop.folder,
      env: { ...all, ...options.env },
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    });
  return {
    home,
    env: all,
    run: (...words) => start(words).ended,
    start,
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

export function startProcess(
  program: string,
  words: readonly string[],
  options: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    readonly uid?: number;
    readonly gid?: number;
  },
): Running {
  const child = spawn(program, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { stdout: '', stderr: '' };
  const watchers = new Set<() => void>();
  const take = (stream: 'stdout' | 'stderr') => (text: string) => {
    printed[stream] += text;
    for (const watch of watchers) watch();
  };
  child.stdout.setEncoding('utf8').on('data', take('stdout'));
  child.stderr.setEncoding('utf8').on('data', take('stderr'));
  const ended = new Promise<Finished>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({
        code,
        signal,
        ...printed,
        json: () => JSON.parse(printed.stdout) as Record<string, unknown>,
      }),
    );
  });
  return {
    child,
    ended,
    printed: () => `${printed.stdout}${printed.stderr}`,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (pattern.test(printed.stdout) || pattern.test(printed.stderr)) resolve();
        };
        watchers.add(look);
        look();
        void ended.then(() =>
          reject(new Error(`it ended without ${pattern}: ${printed.stdout}${printed.stderr}`)),
        );
      }),
  };
}

/** The Node that a user of this machine has, which may be too old for us; the launcher must cope. */
function systemNode(path: string): string {
  const folders = path.split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return (
    folders.map((folder) => join(folder, 'node')).find((program) => existsSync(program)) ?? process.execPath
  );
}
