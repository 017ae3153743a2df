import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { openContext } from '../../electron/core/releases/context/open-context.ts';
import type { OpenContext } from '../../electron/core/releases/context/open-context.ts';
import type { BenchRow } from './bench-row.ts';
import { measureSending } from '../support/context-memory/measure-sending.ts';
import { fillContext, growContext } from './fill-context.ts';
import { atMost } from './judge-row.ts';
import { README_ROWS } from './row-titles.ts';
import { median } from './statistics.ts';

const FILES = 50_000;
const BYTES = 1_000_000_000;
const ROUNDS = 5;

/**
 * A build context of 50,000 files and 1 GB: recognised when nothing changed, hashed and packed when nothing is known,
 * beside `tar -c | sha256sum` in turns. Every value is the median of `ROUNDS`; the files are in the page cache for both.
 * Then a context of 2 GB, for the memory of a process that does nothing else. Takes two minutes, and 1 GB in the temporary
 * folder.
 */
export async function benchContext(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'twinberth-bench-'));
  const context = join(folder, 'context');
  const cacheFile = join(folder, 'cache');
  try {
    fillContext(context, FILES, BYTES);
    const cold = await measureCold(context, cacheFile);
    const unchanged = await measureUnchanged(context, cacheFile);
    growContext(context, BYTES);
    return [unchanged, cold, await measureMemory(context, join(folder, 'other-cache'), folder)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Leaves a cache that knows every file. */
async function measureCold(context: string, cacheFile: string): Promise<BenchRow> {
  const ours: { hash: number; pack: number }[] = [];
  const theirs: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const tar = await timed(() => tarAndHash(context));
    rmSync(cacheFile, { force: true });
    const opened = await timed(() => open(context, cacheFile));
    const pack = await timed(() => pipeline(opened.result.pack(), nowhere()));
    await opened.result.close();
    // The first round only warms up.
    if (round > 0) ours.push({ hash: opened.ms, pack: pack.ms });
    if (round > 0) theirs.push(tar.ms);
  }
  const total = median(ours.map(({ hash, pack }) => hash + pack));
  const value = Number((total / median(theirs)).toFixed(2));
  const parts = [ours.map(({ hash }) => hash), ours.map(({ pack }) => pack)].map((all) =>
    Math.round(median(all)),
  );
  return atMost(1.5, {
    name: README_ROWS.contextCold,
    value,
    unit: 'ratio',
    note: `hash ${parts[0] ?? 0} ms and then pack ${parts[1] ?? 0} ms, reading every file twice; tar ${Math.round(median(theirs))} ms`,
  });
}

async function measureUnchanged(context: string, cacheFile: string): Promise<BenchRow> {
  const all: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { ms, result } = await timed(() => open(context, cacheFile));
    await result.close();
    if (result.files < FILES || result.filesRead > 0)
      throw new Error(`${result.filesRead} files were read again`);
    all.push(ms);
  }
  const value = Math.round(median(all));
  return atMost(1000, {
    name: README_ROWS.contextUnchanged,
    value,
    unit: 'ms',
    note: 'with starting its thread; no file is opened',
  });
}

async function measureMemory(context: string, cacheFile: string, folder: string): Promise<BenchRow> {
  const { peakBytes, receivedBytes } = await measureSending(context, cacheFile, folder);
  const value = Math.round(peakBytes / 1e6);
  return {
    name: 'context: 2 GB hashed and sent to an engine, memory of the process',
    value,
    unit: 'MB',
    bar: '< 200 MB',
    ok: value < 200,
    note: `peak of the whole process, Node itself included, built as the app is; ${(receivedBytes / 1e9).toFixed(2)} GB of tar, to an engine that takes it more slowly than it is read`,
  };
}

function open(directory: string, cacheFile: string): Promise<OpenContext> {
  const now = Date.now();
  return openContext({
    directory,
    dockerfile: 'Dockerfile',
    builder: 'buildkit',
    cacheFile,
    now,
    windows: false,
  });
}

async function tarAndHash(context: string): Promise<void> {
  await promisify(execFile)('sh', ['-c', 'tar -c -C "$1" . | sha256sum', 'sh', context]);
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}
