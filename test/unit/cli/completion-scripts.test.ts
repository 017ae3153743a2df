import { execFile, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { COMPLETION_SCRIPTS, SHELLS, type Shell } from '../../../electron/cli/completion/scripts.ts';

const run = promisify(execFile);

/** Stands for the program: two candidates, the second with the number of its words and the last one; or folders. */
const PROGRAM = `#!/bin/sh
if [ "$3" = app ]; then printf ':directories\\t\\n'; exit; fi
printf 'prod\\tan environment\\n'
printf 'p:%s\\tand %s\\n' "$#" "$5"
`;

/** Somebody presses Tab after these words. What the shell offers is printed by stand-ins for its own display. */
const PRESS_TAB: Readonly<Record<Shell, string>> = {
  bash: `source "$1"; complete -p twinberth >/dev/null || exit 1; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _twinberth
    printf '%s\\n' "\${COMPREPLY[@]}"`,
  zsh: `compdef() { [[ $* == '_twinberth twinberth' ]] || exit 1 }
    _describe() { print -rl -- "\${(@P)2}" }
    _files() { print -r -- "_files $*" }
    source "$1"; shift; words=("$@"); CURRENT=$#; _twinberth`,
  fish: `source $argv[1]; complete -C "$argv[2..-1]"`,
};

const OFFERED: Readonly<Record<Shell, { readonly names: readonly string[]; readonly folders: string }>> = {
  bash: { names: ['prod', 'p:5'], folders: 'inner' },
  // A colon in a name would begin its description there.
  zsh: { names: ['prod:an environment', 'p\\:5:and p'], folders: '_files -/' },
  fish: { names: ['p:5\tand p', 'prod\tan environment'], folders: 'inner/\tDirectory' },
};

const isInstalled = (shell: Shell): boolean => spawnSync(shell, ['--version']).status === 0;

async function stage(shell: Shell) {
  const folder = await mkdtemp(join(tmpdir(), 'twinberth-completion-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'inner'));
  await writeFile(join(folder, 'twinberth'), PROGRAM);
  await chmod(join(folder, 'twinberth'), 0o755);
  const script = join(folder, 'script');
  await writeFile(script, COMPLETION_SCRIPTS[shell]);
  const plain = { bash: ['--norc'], zsh: ['-f'], fish: ['--no-config'] }[shell];
  const pressTab = async (...words: readonly string[]): Promise<readonly string[]> => {
    const name = shell === 'fish' ? [] : [shell];
    const { stdout } = await run(shell, [...plain, '-c', PRESS_TAB[shell], ...name, script, ...words], {
      cwd: folder,
      env: { ...process.env, HOME: folder, PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    });
    return stdout.trimEnd().split('\n');
  };
  return { script, pressTab };
}

describe.each(SHELLS)('the completion script of %s', (shell) => {
  const script = COMPLETION_SCRIPTS[shell];
  const count = (words: RegExp): number => script.match(words)?.length ?? 0;

  it('asks the program for candidates of the words up to the cursor, and for nothing else', () => {
    expect(script.match(/__complete -- [^\n]*? 2>\/dev\/null/g)).toHaveLength(1);
    expect(script).toContain(':directories');
    // Nothing of the template that it is written in is left.
    expect(script).not.toMatch(/\\\$|\\`|undefined/);
    expect(script.endsWith('\n')).toBe(true);
  });

  it('ends everything that it begins', () => {
    if (shell === 'fish') {
      expect(count(/^\s*(?:function|if|for|while|switch|begin)\b/gm)).toBe(count(/^\s*end$/gm));
    } else {
      expect(count(/\bdo$/gm)).toBe(count(/^\s*done\b/gm));
      expect(count(/\bthen\b/g)).toBe(count(/\bfi\b/g));
      expect(count(/\{/g)).toBe(count(/\}/g));
    }
    expect(count(/\(/g)).toBe(count(/\)/g));
    expect(count(/"/g) % 2).toBe(0);
    expect(count(/'/g) % 2).toBe(0);
  });

  it.runIf(isInstalled(shell))(
    'is one for the shell itself, which offers what the program says',
    async () => {
      const { script: file, pressTab } = await stage(shell);
      expect(await run(shell, ['-n', file])).toEqual({ stdout: '', stderr: '' });
      expect(await pressTab('twinberth', 'deploy', 'web', 'p')).toEqual(OFFERED[shell].names);
      expect(await pressTab('twinberth', 'app', 'add', 'in')).toEqual([OFFERED[shell].folders]);
    },
  );
});
