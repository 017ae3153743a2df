import { describe, expect, it } from 'vitest';
import type { InterruptSignal } from '../../../electron/cli/interruption.ts';
import { createFakeCore } from './fake-core.ts';
import { runLine } from './run-line.ts';

type Send = (signal: InterruptSignal) => void;

describe('an interruption', () => {
  it('is handed to the deployment, which takes itself back', async () => {
    let send: Send = () => undefined;
    let steps = 0;
    const core = createFakeCore({
      pace: () => {
        steps += 1;
        if (steps === 5) send('SIGINT');
        return Promise.resolve();
      },
    });
    const { exitCode, stdout, stderr } = await runLine('deploy web prod', {
      core,
      onSignals: (to) => (send = to),
    });
    expect(exitCode).toBe(130);
    expect(stderr).toContain('Stopping:');
    expect(stdout).toContain('Interrupted: web v7 was taken back from prod');
    expect(stdout).toContain('Serving in prod now: web v6 ● blue');
  });

  it('that comes too late says so, and the deployment counts', async () => {
    let send: Send = () => undefined;
    const core = createFakeCore({
      steps: [{ kind: 'note', text: 'too late' }],
      overrides: (inner) => ({
        deployments: {
          ...inner.deployments,
          deploy: async (command) => {
            const { signal: _signal, ...rest } = command;
            send('SIGTERM');
            return inner.deployments.deploy(rest);
          },
        },
      }),
    });
    const { exitCode, stdout } = await runLine('deploy web prod', { core, onSignals: (to) => (send = to) });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('it was too late to stop it');
  });

  it('that is repeated is told to wait; one key passed on twice is one; insisting leaves', async () => {
    let now = 0;
    let send: Send = () => undefined;
    let reached: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (reached = resolve));
    const core = createFakeCore({
      pace: () => {
        reached();
        return new Promise(() => undefined);
      },
    });
    const running = runLine('deploy web prod', { core, onSignals: (to) => (send = to), ticks: () => now });
    await waiting;
    send('SIGINT');
    now = 20;
    send('SIGINT');
    now = 900;
    send('SIGINT');
    now = 2500;
    send('SIGINT');
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(130);
    expect(stderr.match(/Stopping:/g)).toHaveLength(1);
    expect(stderr.match(/Still cleaning up/g)).toHaveLength(1);
    expect(stderr).toContain('Leaving now. The next command will settle what was begun.');
  });

  it('ends a command at once that has nothing to clean up', async () => {
    let send: Send = () => undefined;
    const core = createFakeCore({
      overrides: () => ({
        status: () => {
          send('SIGHUP');
          return new Promise(() => undefined);
        },
      }),
    });
    const { exitCode, stdout } = await runLine('status --json', { core, onSignals: (to) => (send = to) });
    expect(exitCode).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'interrupted' } });
    expect(core.closed()).toBe(true);
  });

  it('answers an open question with no', async () => {
    let send: Send = () => undefined;
    const core = createFakeCore();
    const running = runLine('promote web --from dev --to prod', {
      core,
      terminal: { columns: 80, rows: 24 },
      onSignals: (to) => (send = to),
    });
    await expect.poll(() => core.calls.map((call) => call.name)).toContain('deployments.promote');
    send('SIGINT');
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(130);
    expect(stderr).toContain('Nothing was changed.');
  });

  it('ends the following of logs, which is its ordinary end', async () => {
    let send: Send = () => undefined;
    const core = createFakeCore();
    const running = runLine('logs web prod -f', { core, onSignals: (to) => (send = to) });
    await expect.poll(() => core.calls.map((call) => call.name)).toContain('deployments.logs');
    send('SIGINT');
    const { exitCode, stdout } = await running;
    expect(exitCode).toBe(0);
    expect(stdout).toContain('listening on 8080');
  });
});
