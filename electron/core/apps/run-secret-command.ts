import { spawn, type ChildProcess } from 'node:child_process';
import { Failure } from '../runtime/failure.ts';
import { MAX_SECRET_BYTES, toSecret } from './read-secret-file.ts';
import type { SecretSources } from './secret-sources.ts';
import { splitCommand } from './split-command.ts';

const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * What a program prints on its standard output, without the line end at its end. No shell is involved; its standard error
 * goes nowhere, since it may hold what it should not. Rejects with `secret.unresolved`; after the time limit or an abort
 * the program and what it started are killed.
 */
export async function runSecretCommand(commandLine: string, sources: SecretSources): Promise<string> {
  const words = splitCommand(commandLine);
  const [program, ...args] = words.ok ? words.value : [];
  if (program === undefined) throw new Failure('secret.unresolved', 'it names no program');
  const child = spawn(program, args, {
    cwd: sources.folder,
    env: { ...sources.variables },
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
    // A process group of its own, so that its children can be ended with it.
    detached: process.platform !== 'win32',
  });
  return toSecret(await outputOf(child, program, sources));
}

function outputOf(child: ChildProcess, program: string, sources: SecretSources): Promise<Buffer> {
  const timeoutMs = sources.commandTimeoutMs ?? DEFAULT_TIMEOUT_MS;
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      finish();
      reject(new Failure('secret.unresolved', reason));
    };
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = (reason: string): void => {
      killGroup(child);
      fail(reason);
    };
    const timer = setTimeout(() => stop(`the command did not end within ${timeoutMs / 1000} s`), timeoutMs);
    const abort = (): void => stop('it was interrupted');
    const finish = (): void => {
      clearTimeout(timer);
      sources.signal?.removeEventListener('abort', abort);
      child.stdout?.destroy();
    };
    sources.signal?.addEventListener('abort', abort, { once: true });
    if (sources.signal?.aborted === true) abort();

    child.stdout?.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > MAX_SECRET_BYTES) stop(`it prints more than ${MAX_SECRET_BYTES / 1024} KiB`);
    });
    child.once('error', (error: NodeJS.ErrnoException) =>
      fail(
        error.code === 'ENOENT' ? `there is no program ${program}` : `it cannot be run (${error.code ?? ''})`,
      ),
    );
    child.once('close', (code, signal) => {
      if (code === 0) {
        finish();
        resolve(Buffer.concat(chunks));
      } else {
        fail(`the command ended with ${signal ?? `exit code ${code ?? '?'}`}: run it yourself to see why`);
      }
    });
  });
}

/** Only while it runs: later its number may be another's. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nothing of it is left, which is what was wanted.
  }
}
