import { execFile } from 'node:child_process';
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { findUnresolved, resolveVariables, secretsOf } from '../../../electron/core/apps/resolve-secrets.ts';
import type { SecretSources } from '../../../electron/core/apps/secret-sources.ts';
import type { VariableValue } from '../../../shared/model/app-config.ts';
import { isFailure, type Failure } from '../../../electron/core/runtime/failure.ts';
import { temporaryFolder } from './app-folder.ts';

const PATH = process.env['PATH'];

async function sources(change: Partial<SecretSources> = {}): Promise<SecretSources> {
  return { app: 'web', variables: { PATH }, folder: await temporaryFolder(), agreed: () => true, ...change };
}

const resolve = async (environment: Record<string, VariableValue>, from: SecretSources) =>
  resolveVariables({ environment }, from);

async function failureOf(environment: Record<string, VariableValue>, from: SecretSources): Promise<Failure> {
  try {
    await resolve(environment, from);
  } catch (error) {
    if (isFailure(error, 'secret.unresolved')) return error;
    throw error;
  }
  throw new Error('the secret was found');
}

describe('variables', () => {
  it('get the values of their secrets, from variables, files and commands', async () => {
    const from = await sources({ variables: { PATH, TOKEN: 'from env' } });
    const file = join(from.folder, 'db');
    await writeFile(file, 'from file\nline 2\n', { mode: 0o600 });
    const { values, warnings } = await resolve(
      {
        PLAIN: 'x',
        A: { secret: 'env:TOKEN' },
        B: { secret: `file:${file}` },
        C: { secret: "cmd:printf '%s\\n' 'from $cmd'" },
      },
      from,
    );
    expect([...values]).toEqual([
      ['PLAIN', 'x'],
      ['A', 'from env'],
      ['B', 'from file\nline 2'],
      ['C', 'from $cmd'],
    ]);
    expect(warnings).toEqual([]);
  });

  it('get an empty secret as it is', async () => {
    const { values } = await resolve(
      { A: { secret: 'env:EMPTY' } },
      await sources({ variables: { EMPTY: '' } }),
    );
    expect(values.get('A')).toBe('');
  });

  it('share one run of a command that several of them name', async () => {
    const from = await sources();
    const script = join(from.folder, 'count.sh');
    await writeFile(script, '#!/bin/sh\necho run >> runs\necho value\n', { mode: 0o755 });
    const secret = `cmd:${script}`;
    await resolve({ A: { secret }, B: { secret } }, from);
    expect(await readFile(join(from.folder, 'runs'), 'utf8')).toBe('run\n');
  });

  it('are not asked of a command that nobody agreed to, nor of one that is almost it', async () => {
    const from = await sources({ agreed: (command) => command === 'touch ran' });
    const failure = await failureOf(
      { A: { secret: 'cmd:touch ran ' }, B: { secret: 'cmd:touch  ran' } },
      from,
    );
    expect(failure.message).toContain('nobody has agreed to this command yet, so it was not run');
    expect(failure.message).toContain('twinberth allow');
    expect(await readdir(from.folder)).toEqual([]);
    await resolve({ A: { secret: 'cmd:touch ran' } }, from);
    expect(await readdir(from.folder)).toEqual(['ran']);
  });

  it('say how exactly to agree to their command, in words that a shell reads as that very command', async () => {
    const command = `pass show "it's old" $HOME \`x\``;
    const from = await sources({ app: 'shop', agreed: () => false });
    const { message } = await failureOf({ A: { secret: `cmd:${command}` } }, from);
    expect(message).toContain(`The secret A (cmd:${command}) cannot be had`);
    const [, line = ''] = /`twinberth (allow shop --command .*)` agrees to it/.exec(message) ?? [];
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', `printf '%s\\n' ${line}`]);
    expect(stdout).toBe(`allow\nshop\n--command\n${command}\n`);
  });

  it('come with a warning when others may read a secret file', async () => {
    const from = await sources();
    const file = join(from.folder, 'db');
    await writeFile(file, 'x');
    await chmod(file, 0o644);
    const { warnings } = await resolve({ A: { secret: `file:${file}` } }, from);
    expect(warnings).toEqual([`${file} holds a secret and may be read by others: chmod 600 ${file}`]);
  });

  it('are known to be secrets without being read', () => {
    const environment = { A: 'x', B: { secret: 'env:NOWHERE' } };
    expect(secretsOf({ environment })).toEqual([{ variable: 'B', reference: 'env:NOWHERE' }]);
  });
});

describe('a secret that cannot be had', () => {
  it.each([
    ['env:NOWHERE', 'the environment variable NOWHERE is not set'],
    ['file:/nowhere/at/all', 'there is no such file'],
    ['file:/', 'it is not a file'],
    ['cmd:no-such-program-anywhere', 'there is no program no-such-program-anywhere'],
    ['cmd:false', 'ended with exit code 1'],
    ["cmd:sh -c 'kill -9 $$'", 'ended with SIGKILL'],
    ["cmd:printf 'a\\0b'", 'holds a NUL character'],
    ["cmd:printf '\\377'", 'is not UTF-8 text'],
    ['cmd:head -c 200000 /dev/zero', 'more than 128 KiB'],
    ['vault:x', 'not a reference that this version knows'],
  ])('%s', async (secret, words) => {
    const failure = await failureOf({ DB: { secret } }, await sources());
    expect(failure.message).toContain(`The secret DB (${secret}) cannot be had: `);
    expect(failure.message).toContain(words);
  });

  it('is named together with the others, and nothing that was read or printed is', async () => {
    const from = await sources({ variables: { PATH, GOOD: 'hunter2' } });
    const failure = await failureOf(
      {
        A: { secret: 'env:GOOD' },
        B: { secret: 'env:MISSING' },
        C: { secret: "cmd:sh -c 'echo $GOOD; echo $GOOD >&2; exit 3'" },
      },
      from,
    );
    expect(failure.details['unresolved']).toMatchObject([{ variable: 'B' }, { variable: 'C' }]);
    expect(JSON.stringify(failure.toReply())).not.toContain('hunter2');
  });

  it('is found without running a command, which may ask somebody for a password', async () => {
    const from = await sources({ agreed: () => false });
    const ran = join(from.folder, 'ran');
    const environment = {
      A: { secret: 'env:MISSING' },
      B: { secret: `cmd:touch ${ran}` },
      C: { secret: `file:${ran}` },
      PLAIN: 'x',
    };
    expect(await findUnresolved({ environment }, from)).toEqual([
      {
        variable: 'A',
        reference: 'env:MISSING',
        reason: 'the environment variable MISSING is not set where Twinberth runs',
      },
      { variable: 'C', reference: `file:${ran}`, reason: 'there is no such file' },
    ]);
    expect(await findUnresolved({ environment }, { ...from, agreed: () => true })).toHaveLength(2);
    expect(await readdir(from.folder)).toEqual([]);
  });

  it('ends with the time limit, and so does what the command started', async () => {
    const from = await sources({ commandTimeoutMs: 1000 });
    const alive = join(from.folder, 'alive');
    await promisify(execFile)('mkfifo', [alive]);
    const script = join(from.folder, 'hang.sh');
    await writeFile(script, `#!/bin/sh\nexec 3>${alive}\nsleep 1000 &\nwait\n`, { mode: 0o755 });
    // Reading a pipe ends when the last process that has it open for writing is gone.
    const everybodyGone = readFile(alive);
    const failure = await failureOf({ A: { secret: `cmd:${script}` } }, from);
    expect(failure.message).toContain('did not end within 1 s');
    expect(await everybodyGone).toHaveLength(0);
  });

  it('is not waited for after an abort', async () => {
    const controller = new AbortController();
    const from = await sources({ signal: controller.signal });
    const pending = resolve({ A: { secret: 'cmd:sleep 1000' } }, from);
    controller.abort(new Error('enough'));
    await expect(pending).rejects.toThrow('enough');
  });
});
