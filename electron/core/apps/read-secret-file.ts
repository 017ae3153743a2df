import { readFile, stat } from 'node:fs/promises';
import { Failure } from '../runtime/failure.ts';

/** What one variable of a process may hold on Linux (`MAX_ARG_STRLEN`). Bytes. */
export const MAX_SECRET_BYTES = 128 * 1024;

const READABLE_BY_OTHERS = 0o077;

/** The file's text without the line end at its end; a warning when others may read it. Rejects with `secret.unresolved`. */
export async function readSecretFile(
  path: string,
): Promise<{ readonly value: string; readonly warning?: string }> {
  const { mode, bytes } = await readBytes(path);
  const value = toSecret(bytes);
  const open = process.platform !== 'win32' && (mode & READABLE_BY_OTHERS) !== 0;
  return open
    ? { value, warning: `${path} holds a secret and may be read by others: chmod 600 ${path}` }
    : { value };
}

async function readBytes(path: string): Promise<{ readonly mode: number; readonly bytes: Buffer }> {
  try {
    const facts = await stat(path);
    if (!facts.isFile()) throw new Failure('secret.unresolved', 'it is not a file');
    if (facts.size > MAX_SECRET_BYTES) throw tooLarge();
    return { mode: facts.mode, bytes: await readFile(path) };
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EACCES'
          ? 'the file may not be read'
          : `the file cannot be read (${code})`;
    throw new Failure('secret.unresolved', reason);
  }
}

/** What was read as the value of a variable: UTF-8, no NUL, without one line end at its end. */
export function toSecret(bytes: Buffer): string {
  if (bytes.length > MAX_SECRET_BYTES) throw tooLarge();
  if (bytes.includes(0)) throw new Failure('secret.unresolved', 'it holds a NUL character');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '');
  } catch {
    throw new Failure('secret.unresolved', 'it is not UTF-8 text');
  }
}

function tooLarge(): Failure {
  return new Failure('secret.unresolved', `it is larger than ${MAX_SECRET_BYTES / 1024} KiB`);
}
