import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { provideShells } from '../../support/shells/provide-shells.mjs';

function stage() {
  const folder = mkdtempSync(join(tmpdir(), 'twinberth-shells-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const program = (root: string, name: string) => {
    mkdirSync(join(root, 'bin'), { recursive: true });
    writeFileSync(join(root, 'bin', name), `#!/bin/sh\necho "${name}: $*"\n`);
    chmodSync(join(root, 'bin', name), 0o755);
    return root;
  };
  const lines: string[] = [];
  return { folder, program, lines, log: (line: string) => void lines.push(line) };
}

test('with every shell there, nothing is fetched and the PATH stays', () => {
  const { folder, program, lines, log } = stage();
  for (const name of ['bash', 'zsh', 'fish']) program(folder, name);
  const env = { PATH: join(folder, 'bin') };
  const fetch = () => expect.unreachable();
  expect(provideShells({ env, cache: folder, log, fetch })).toBe(env.PATH);
  expect(lines).toEqual([]);
});

test('a shell that is missing is unpacked and found, and one that cannot be had is named', () => {
  const { folder, program, lines, log } = stage();
  const PATH = join(program(folder, 'bash'), 'bin');
  const fetch = (name: string, cache: string) => {
    if (name === 'zsh') throw new Error('no mirror answers');
    return program(join(cache, name, 'root'), name);
  };
  const path = provideShells({ env: { PATH }, cache: join(folder, 'cache'), log, fetch });
  expect(path.startsWith(`${PATH}:`)).toBe(true);
  const found = path.split(':').map((part) => join(part, 'fish'));
  const fish = found.find((file) => existsSync(file)) ?? '';
  expect(spawnSync(fish, ['-c', 'two words'], { encoding: 'utf8' }).stdout).toBe('fish: -c two words\n');
  expect(lines).toEqual([
    'zsh is not tried, since there is none: no mirror answers',
    'unpacked from Debian, not installed: fish',
  ]);
});
