import { open, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure } from '../runtime/failure.ts';
import { invalidConfig } from './config-problem.ts';
import { MAX_FILE_BYTES } from './parse-yaml.ts';

export const FILE_NAMES = ['twinberth.yaml', 'twinberth.yml'] as const;

export const EXAMPLE_FILE = [
  'The least that it can hold is:',
  '',
  '  app: web',
  '  port: 8080',
  '  environments:',
  '    dev: { publish: "127.0.0.1:18080" }',
  '    prod: { publish: 80 }',
].join('\n');

export interface LoadedFile {
  /** Absolute. */
  readonly folder: string;
  readonly file: string;
  readonly text: string;
  readonly warnings: readonly string[];
}

/** Finds and reads the file of an app's folder; the path of the file itself will do as well. */
export async function loadConfigFile(path: string): Promise<LoadedFile> {
  const given = resolve(path);
  const named = FILE_NAMES.some((name) => name === basename(given)) && (await isFile(given));
  const folder = named ? dirname(given) : given;
  const candidates = named ? [given] : FILE_NAMES.map((name) => join(folder, name));
  const found: string[] = [];
  for (const candidate of candidates) if (await isFile(candidate)) found.push(candidate);

  const [file, other] = found;
  if (file === undefined) throw await missing(folder);
  const warnings = other === undefined ? [] : [`${other}: is ignored, since ${file} is there too`];
  return { folder, file, text: await readText(file), warnings };
}

async function missing(folder: string): Promise<Failure> {
  const lookedFor = FILE_NAMES.map((name) => join(folder, name));
  const where = (await kindOf(folder)) === 'folder' ? FILE_NAMES.join(' or ') : 'such folder';
  return new Failure('config.missing', `There is no ${where}: ${folder}. ${EXAMPLE_FILE}`, {
    folder,
    lookedFor,
  });
}

async function readText(file: string): Promise<string> {
  const bytes = await readBytes(file);
  const refuse = (message: string): Failure =>
    invalidConfig(file, [{ line: 1, column: 1, key: '', message }]);
  if (bytes.length > MAX_FILE_BYTES) {
    throw refuse(`the file is larger than ${MAX_FILE_BYTES / 1024} KiB, which no configuration is`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('the file is not UTF-8 text');
  }
}

/** At most one byte more than is allowed, so that a huge file is never read whole. */
async function readBytes(file: string): Promise<Buffer> {
  try {
    const handle = await open(file, 'r');
    try {
      const buffer = Buffer.alloc(MAX_FILE_BYTES + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
        length += bytesRead;
        if (bytesRead === 0 || length === buffer.length) return buffer.subarray(0, length);
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unreadable(file, error);
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await kindOf(path)) === 'file';
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'nothing';
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): Failure {
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') {
    return new Failure(
      'permission',
      `${path} may not be read: give yourself the right to.`,
      { path },
      { cause: error },
    );
  }
  return new Failure(
    'disk.read',
    `${path} cannot be read (${code}).`,
    { path, reason: code },
    { cause: error },
  );
}
