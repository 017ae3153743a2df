import { describe, expect, it } from 'vitest';
import { createFakeCore } from './fake-core.ts';
import { runLine } from './run-line.ts';

const waiting = { app: 'web', environment: 'prod', variable: 'TOKEN', command: 'pass show \u001b[2Jtoken' };

describe('twinberth allow', () => {
  it('lists what waits and agrees to nothing when nobody can be asked', async () => {
    const core = createFakeCore({ secrets: [waiting] });
    const { stdout, exitCode } = await runLine('allow web', { core });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('TOKEN in prod: pass show');
    expect(stdout).not.toContain('\u001b[2J');
    expect(core.calls).toEqual([]);
  });

  it('answers with one document', async () => {
    const { stdout } = await runLine('allow web --json', { core: createFakeCore({ secrets: [waiting] }) });
    expect(JSON.parse(stdout)).toEqual({ app: 'web', pending: [waiting], allowed: [] });
  });

  it('agrees to exactly what is listed when it is told to', async () => {
    const core = createFakeCore({ secrets: [waiting] });
    const { stdout } = await runLine('allow web --yes --json', { core });
    expect(core.calls).toEqual([
      { name: 'secrets.allow', request: { app: 'web', commands: [waiting.command] } },
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ pending: [], allowed: [{ command: waiting.command }] });
  });

  it('agrees to a command that only an old deployment names, and asks about nothing then', async () => {
    const core = createFakeCore({ secrets: [waiting] });
    const line = ['allow', 'web', '--command', "pass show 'old one'", '--command', 'rev x'];
    const { stdout, exitCode } = await runLine(line, { core, terminal: { columns: 80, rows: 24 } });
    expect(exitCode).toBe(0);
    expect(core.calls).toEqual([
      { name: 'secrets.allow', request: { app: 'web', commands: ["pass show 'old one'", 'rev x'] } },
    ]);
    expect(stdout).toContain("pass show 'old one'");
    expect(stdout).toContain('TOKEN in prod: pass show');
  });

  it('says so when there is none', async () => {
    const { stdout } = await runLine('allow web', { core: createFakeCore() });
    expect(stdout).toContain('No secret of web comes from a command.');
  });
});

describe('a deployment', () => {
  const terminal = { columns: 80, rows: 24 };

  it('shows the command, the variable and the app, and goes on when that is agreed to', async () => {
    const core = createFakeCore({ secrets: [waiting] });
    const { stdout } = await runLine('deploy web prod', { core, terminal, typed: 'y\n' });
    expect(stdout).toContain('web takes its secret TOKEN from what this command prints:');
    expect(stdout).toContain('pass show');
    expect(core.calls.map(({ name }) => name)).toContain('secrets.allow');
  });

  it('does nothing when it is not', async () => {
    const core = createFakeCore({ secrets: [waiting] });
    const { exitCode, stderr } = await runLine('deploy web prod', { core, terminal, typed: 'n\n' });
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('Nothing was changed.');
    expect(core.calls.map(({ name }) => name)).not.toContain('secrets.allow');
  });

  it('is not helped by -y: nothing is agreed to in passing', async () => {
    const core = createFakeCore({ secrets: [waiting] });
    await runLine('deploy web prod --yes', { core });
    expect(core.calls.filter(({ name }) => name === 'secrets.allow')).toEqual([]);
  });
});
