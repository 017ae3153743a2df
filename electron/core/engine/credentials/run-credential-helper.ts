import { spawn } from 'node:child_process';
import { z } from 'zod';
import { Failure } from '../../runtime/failure.ts';
import type { RegistryCredentials } from '../engine.ts';

/** A keychain may ask its owner to unlock it; after this long nobody is there. Milliseconds. */
export const HELPER_LIMIT_MS = 60_000;
const LONGEST_ANSWER = 1024 * 1024;

/** The user name with which a helper says that the secret is an identity token (docker/cli, `nativestore`). */
const TOKEN_USER = '<token>';

const schema = z.object({ Username: z.string(), Secret: z.string() });

/**
 * Asks `docker-credential-NAME get` for the credentials of a registry: the key goes in on stdin, JSON comes out on
 * stdout (docker/docker-credential-helpers). undefined when the helper has none. Otherwise `pull.failed`, whose message
 * names the helper and what it printed on stderr, and never what it printed on stdout.
 */
export async function runCredentialHelper(
  helper: string,
  registry: string,
  options: { readonly signal?: AbortSignal; readonly limitMs?: number } = {},
): Promise<RegistryCredentials | undefined> {
  const program = `docker-credential-${helper}`;
  if (!/^[A-Za-z0-9._-]+$/.test(helper)) {
    throw failure(program, registry, 'is not a name that a credential helper can have');
  }
  const { code, stdout, stderr } = await run(program, registry, options);
  if (code !== 0) {
    // Helpers say this on stdout, some on stderr.
    if (/credentials not found/i.test(`${stdout} ${stderr}`)) return undefined;
    throw failure(program, registry, `ended with exit code ${code ?? 'none'}${quote(stderr)}`);
  }
  return readAnswer(stdout, program, registry);
}

interface HelperRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(
  program: string,
  registry: string,
  options: { readonly signal?: AbortSignal; readonly limitMs?: number },
): Promise<HelperRun> {
  const limitMs = options.limitMs ?? HELPER_LIMIT_MS;
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['get'], {
      shell: false,
      windowsHide: true,
      timeout: limitMs,
      killSignal: 'SIGKILL',
      ...(options.signal ? { signal: options.signal } : {}),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
      if (stdout.length > LONGEST_ANSWER) child.kill('SIGKILL');
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr = (stderr + chunk).slice(0, 2000);
    });
    child.on('error', (error) => reject(notStarted(program, registry, error, options.signal)));
    child.on('exit', (_code, signal) => {
      if (signal === null) return;
      reject(failure(program, registry, `gave no answer within ${limitMs / 1000} s and was ended`));
      // What it started itself may hold its output open for ever.
      child.stdout.destroy();
      child.stderr.destroy();
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    // A helper may end without reading; its exit code says enough.
    child.stdin.on('error', () => undefined);
    child.stdin.end(registry);
  });
}

function notStarted(program: string, registry: string, error: Error, signal: AbortSignal | undefined): Error {
  if (signal?.aborted)
    return new Failure('interrupted', `Stopped waiting for ${program}.`, {}, { cause: error });
  const missing = 'code' in error && error.code === 'ENOENT';
  return failure(
    program,
    registry,
    missing
      ? 'is not on the PATH; install it, or take it out of the Docker configuration'
      : `cannot be started (${error.message})`,
  );
}

function readAnswer(stdout: string, program: string, registry: string): RegistryCredentials {
  let answer: unknown;
  try {
    answer = JSON.parse(stdout);
  } catch {
    // Neither the answer nor the parser's message, which quotes it, may get into an error: it holds the secret.
    throw failure(program, registry, 'did not answer in JSON');
  }
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw failure(program, registry, 'did not answer with a Username and a Secret');
  const { Username: username, Secret: secret } = parsed.data;
  return username === TOKEN_USER
    ? { identityToken: secret, serverAddress: registry }
    : { username, password: secret, serverAddress: registry };
}

function failure(program: string, registry: string, what: string): Failure {
  return new Failure(
    'pull.failed',
    `The credential helper ${program}, which was asked for ${registry}, ${what}.`,
    { helper: program, registry },
  );
}

function quote(stderr: string): string {
  const line = stderr.trim().split('\n', 1)[0] ?? '';
  return line === '' ? '' : `: ${line.slice(0, 300)}`;
}
