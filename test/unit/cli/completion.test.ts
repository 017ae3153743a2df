import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { createFakeCore } from './fake-core.ts';
import { runLine } from './run-line.ts';

const run = promisify(execFile);

async function complete(...words: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await runLine(['__complete', '--', ...words]);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t')[0] ?? '');
}

describe('completion', () => {
  it('offers commands, and those of a group', async () => {
    expect(await complete('de')).toEqual(['deploy']);
    expect(await complete('env', '')).toEqual(['add', 'ls', 'rm', 'help']);
    expect(await complete('__')).toEqual([]);
  });

  it('offers the names that the history knows, where they belong', async () => {
    expect(await complete('deploy', '')).toEqual(['web']);
    expect(await complete('deploy', 'web', '')).toEqual(['dev', 'prod']);
    expect(await complete('deploy', 'web', 'p')).toEqual(['prod']);
    expect(await complete('deploy', 'web', 'prod', '')).toEqual([]);
    expect(await complete('deploy', 'web', 'prod', '--release', '')).toEqual(['v7', 'v6']);
    expect(await complete('approve', 'web', 'prod', '')).toEqual(['v7', 'v6']);
    expect(await complete('promote', 'web', '--from', 'd')).toEqual(['dev']);
    expect(await complete('build', '--host', '')).toEqual(['local']);
    expect(await complete('show', '4')).toEqual(['41', '40']);
  });

  it('offers options and their choices', async () => {
    expect(await complete('deploy', 'web', 'prod', '--re')).toEqual(['--release']);
    expect(await complete('status', '--j')).toEqual(['--json']);
    expect(await complete('history', '--state', 're')).toEqual(['reverted']);
    expect(await complete('logs', 'web', 'prod', '--colour', 'g')).toEqual(['green']);
    expect(await complete('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  it('asks the shell for folders', async () => {
    expect(await complete('app', 'add', './x')).toEqual([':directories']);
  });

  it('is silent when the history cannot be read', async () => {
    const result = await runLine(['__complete', '--', 'deploy', ''], {
      createCore: () => Promise.reject(new Failure('history.damaged', 'It is damaged.')),
    });
    expect(result).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it('works in bash', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'twinberth-completion-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const command = join(folder, 'twinberth');
    // Stands for the program: one candidate with a description, and the words that it was given.
    await writeFile(command, `#!/bin/sh\nprintf 'prod\\tenvironment\\n'\nprintf '%s\\t\\n' "$#:$4"\n`);
    await chmod(command, 0o755);
    const { stdout: script } = await runLine('completion bash', { core: createFakeCore() });
    await writeFile(join(folder, 'script'), script);
    const { stdout } = await run('bash', [
      '-c',
      `source "$1"; COMP_WORDS=("$2" deploy web p); COMP_CWORD=3; _twinberth; printf '%s\\n' "\${COMPREPLY[@]}"`,
      'bash',
      join(folder, 'script'),
      command,
    ]);
    expect(stdout).toBe('prod\n5:web\n');
  });
});
