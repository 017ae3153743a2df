import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { toHistoryFailure } from '../db/sqlite-failure.ts';
import { flushFolder } from '../db/write-backup.ts';
import { Failure } from '../runtime/failure.ts';

const CHUNK_BYTES = 256 * 1024;
/** A record of a deployment takes a few KB, a build log some MB; what is longer is no export of ours. */
const LONGEST_LINE = 64 * 1024 * 1024;

/** Writes lines to a file that appears whole or not at all (0600). Returns how many bytes it has. Throws `disk.full`, `permission`. */
export function writeLines(path: string, lines: Iterable<string>): number {
  const partial = `${path}.${process.pid}.part`;
  try {
    rmSync(partial, { force: true });
    const bytes = fill(partial, lines);
    renameSync(partial, path);
    flushFolder(dirname(path));
    return bytes;
  } catch (error) {
    rmSync(partial, { force: true });
    throw toHistoryFailure(error, path);
  }
}

function fill(path: string, lines: Iterable<string>): number {
  const file = openSync(path, 'wx', 0o600);
  try {
    let bytes = 0;
    let kept: string[] = [];
    let length = 0;
    const flush = () => {
      const data = Buffer.from(kept.join(''));
      for (let at = 0; at < data.length;) at += writeSync(file, data, at);
      bytes += data.length;
      kept = [];
      length = 0;
    };
    for (const line of lines) {
      kept.push(line, '\n');
      length += line.length + 1;
      if (length >= CHUNK_BYTES) flush();
    }
    flush();
    fsyncSync(file);
    return bytes;
  } finally {
    closeSync(file);
  }
}

/** The lines of a file, read as they are asked for. Throws `usage` when there is none, `permission`, `disk.read`, `import.invalid`. */
export function* readLines(path: string): Generator<string> {
  const file = open(path);
  try {
    const buffer = Buffer.alloc(CHUNK_BYTES);
    const decoder = new StringDecoder('utf8');
    let rest = '';
    for (;;) {
      const length = readSync(file, buffer, 0, CHUNK_BYTES, null);
      const parts = (rest + (length === 0 ? decoder.end() : decoder.write(buffer.subarray(0, length)))).split(
        '\n',
      );
      rest = parts.pop() ?? '';
      yield* parts;
      if (rest.length > LONGEST_LINE)
        throw new Failure('import.invalid', `${path} is not an exported history: a line does not end.`, {
          path,
        });
      if (length === 0) break;
    }
    if (rest !== '') yield rest;
  } finally {
    closeSync(file);
  }
}

function open(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Failure('usage', `There is no file ${path}.`, { path }, { cause: error });
    throw toHistoryFailure(error, path);
  }
}
