import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { openCommandLine, startProcess, type CommandLine, type Finished } from './command-line.ts';

// The escape character begins everything that colours text or moves a cursor.
const ESCAPE = '\u001b';
const COLOUR = new RegExp(`${ESCAPE}\\[[\\d;]*m`);
const LAUNCHER = join(import.meta.dirname, '../../../electron/cli/twinberth.mjs');

let shop: Workshop;
let cli: CommandLine;
beforeAll(async () => {
  shop = await openWorkshop();
  cli = await openCommandLine(shop);
  await shop.configure({ version: 'v1' });
});
afterAll(async () => {
  await cli.remove();
  await shop.remove();
});

/** The command with a terminal of its own, as `script` of util-linux makes one. */
function onTerminal(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> {
  const line = [process.execPath, LAUNCHER, ...words].map((word) => `'${word}'`).join(' ');
  return startProcess('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
    cwd: shop.folder,
    env: { ...cli.env, TERM: 'xterm-256color', ...env },
  }).ended;
}

describe('what is printed', () => {
  it('is plain lines where there is no terminal', async () => {
    const done = await cli.run('deploy', shop.app, shop.dev);
    expect(done, done.stderr).toMatchObject({ code: 0 });
    expect(`${done.stdout}${done.stderr}`).not.toContain(ESCAPE);
    expect(done.stdout).not.toContain('\r');
    expect(done.stdout).toMatch(/▸ ready .*\n/);
  });

  it('is a live list, redrawn in place, on a terminal', async () => {
    const done = await onTerminal(['deploy', shop.app, shop.dev]);
    expect(done, done.stdout).toMatchObject({ code: 0 });
    expect(done.stdout).toContain(`${ESCAPE}[?25l`);
    expect(done.stdout).toContain(`${ESCAPE}[1A`);
    // The cursor is given back at the end.
    expect(done.stdout.lastIndexOf(`${ESCAPE}[?25h`)).toBeGreaterThan(
      done.stdout.lastIndexOf(`${ESCAPE}[?25l`),
    );
    // Each step is left standing once, with its time.
    expect(done.stdout).toMatch(/✓.* switch/);
  });

  it('has no colours on a terminal with NO_COLOR', async () => {
    const coloured = await onTerminal(['status']);
    const plain = await onTerminal(['status'], { NO_COLOR: '1' });
    expect(coloured.stdout).toMatch(COLOUR);
    expect(plain).toMatchObject({ code: 0 });
    expect(plain.stdout).not.toMatch(COLOUR);
    expect(plain.stdout).toContain('well');
  });

  it('is ASCII where the terminal knows nothing else', async () => {
    const plain = await onTerminal(['status'], { LC_ALL: 'C', LANG: 'C', TERM: 'dumb' });
    expect(plain).toMatchObject({ code: 0 });
    expect(plain.stdout).not.toContain(ESCAPE);
  });
});

describe('logs -f', () => {
  it('goes on as more comes, and ends well with Ctrl-C', async () => {
    const running = cli.start(['logs', shop.app, shop.dev, '-f']);
    await running.until(/listens on 8080/);
    await shop.get(shop.ports.dev, '/crash');
    await running.until(/crashing as asked/);
    running.child.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 0 });
  });
});

describe('the completion script', () => {
  it('is one that bash can parse, and completes apps and environments', async () => {
    const { stdout: script } = await cli.run('completion', 'bash');
    expect(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
    const asked = `${script}
twinberth() { '${process.execPath}' '${LAUNCHER}' "$@"; }
COMP_WORDS=(twinberth deploy ${shop.app} ''); COMP_CWORD=3; COMP_LINE="twinberth deploy ${shop.app} "; COMP_POINT=\${#COMP_LINE}
$(complete -p twinberth | sed 's/.*-F \\([^ ]*\\).*/\\1/') twinberth '' ${shop.app}
printf '%s\\n' "\${COMPREPLY[@]}"`;
    const answered = spawnSync('bash', ['-s'], {
      input: asked,
      encoding: 'utf8',
      cwd: shop.folder,
      env: cli.env,
    });
    expect(answered.stdout.split('\n').map((word) => word.trim())).toEqual(
      expect.arrayContaining([shop.dev, shop.prod]),
    );
  });
});
