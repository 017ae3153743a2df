import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { createFakeCore } from './fake-core.ts';
import { runLine } from './run-line.ts';
import {
  sampleDeployment,
  sampleEvidence,
  samplePlan,
  sampleReceipt,
  sampleRelease,
} from './sample-records.ts';
import { screenOf } from './screen.ts';

const TERMINAL = { columns: 100, rows: 60 };

async function folderWith(file: string, name = 'twinberth.yaml'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'twinberth-cli-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, name), file);
  return folder;
}

describe('deploy', () => {
  it('prints the plan, a line per step, the receipt and the way back', async () => {
    const { exitCode, stdout } = await runLine('deploy web prod');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Deploy web v7 → prod on local');
    expect(stdout).toContain('● blue v6 → ○ green v7  new containers');
    expect(stdout).toMatch(/changes +~ variable +LOG_LEVEL +info → debug/);
    expect(stdout).toMatch(/\+ variable +FEATURE_X +on/);
    expect(stdout).toMatch(/~ variable +DB_PASSWORD +changed/);
    expect(stdout).toMatch(/- mount +\/var\/cache +cache/);
    expect(stdout.match(/✓ switch/g)).toHaveLength(1);
    expect(stdout).toContain('✓ web v7 is live in prod ● green in 14.2 s');
    expect(stdout).toContain(
      '412 probes, 0 lost · longest gap 21 ms · gate swung in 1.9 ms · serving after 3.4 s',
    );
    expect(stdout).toContain('v6 stays warm for 15 min: twinberth rollback web prod');
    expect(stdout).not.toContain('\u001b');
  });

  it('answers with one document, and everything else on standard error', async () => {
    const { stdout, stderr } = await runLine('deploy web prod --json');
    expect(JSON.parse(stdout)).toMatchObject({
      deployment: '4f0c2a9be1d37786',
      state: 'live',
      release: 'v7',
      colour: 'green',
      host: 'local',
      receipt: { probes: 412, failures: 0 },
      durationMs: 14_200,
      serving: { release: 'v7', colour: 'green' },
    });
    expect((JSON.parse(stdout) as { steps: unknown[] }).steps).toHaveLength(11);
    expect(stderr).toContain('✓ ready');
  });

  it('on a terminal ends with the same lines as elsewhere', async () => {
    const { stdout } = await runLine('deploy web prod', { terminal: TERMINAL });
    const shown = screenOf(stdout, TERMINAL.columns).join('\n');
    expect(shown.match(/✓ bake/g)).toHaveLength(1);
    expect(shown).toContain('✓ web v7 is live in prod ● green');
    expect(shown).not.toContain('Ctrl-C');
  });

  it('hands the core what was asked for', async () => {
    const core = createFakeCore();
    await runLine(
      ['deploy', 'web', 'prod', '--release', 'v6', '-m', 'why not', '--override', 'fire', '--detach'],
      {
        core,
      },
    );
    expect(core.calls).toContainEqual({
      name: 'deployments.deploy',
      request: {
        app: 'web',
        environment: 'prod',
        version: 6,
        message: 'why not',
        override: 'fire',
        detach: true,
        via: 'cli',
      },
    });
    expect(core.closed()).toBe(true);
  });

  it('registers the app that this folder names, and builds its first release', async () => {
    const core = createFakeCore({ apps: [], releases: [] });
    const cwd = await folderWith('app: web\n');
    const { exitCode, stdout, stderr } = await runLine('deploy web prod', { core, cwd });
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`Registered web from ${cwd}/twinberth.yaml`);
    expect(stdout).toContain('web has no release yet, so one is built first');
    expect(core.calls.map((call) => call.name)).toEqual(['apps.add', 'releases.build', 'deployments.deploy']);
    expect(core.calls.at(-1)?.request).toMatchObject({ version: 8 });
  });

  it('registers it from twinberth.yml, and from a folder below, too', async () => {
    const core = createFakeCore({ apps: [] });
    const folder = await folderWith('app: web\n', 'twinberth.yml');
    const cwd = join(folder, 'src', 'deep');
    await mkdir(cwd, { recursive: true });
    const { exitCode } = await runLine('deploy web prod', { core, cwd });
    expect(exitCode).toBe(0);
    expect(core.calls[0]).toEqual({ name: 'apps.add', request: folder });
    const byDot = createFakeCore({ apps: [{ name: 'web', directory: folder, createdAt: 0 }] });
    await runLine('deploy . prod', { core: byDot, cwd });
    expect(byDot.calls.at(-1)?.request).toMatchObject({ app: 'web' });
  });

  it('does not register an app of another name', async () => {
    const core = createFakeCore({ apps: [{ name: 'web', directory: '/srv/web', createdAt: 0 }] });
    const cwd = await folderWith('app: shop\n');
    const { exitCode, stderr } = await runLine('deploy wbe prod', { core, cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Did you mean web?');
    expect(core.calls.map((call) => call.name)).not.toContain('apps.add');
  });

  it('takes . for the app of this folder', async () => {
    const cwd = await folderWith('app: web\n');
    const core = createFakeCore({ apps: [{ name: 'web', directory: cwd, createdAt: 0 }] });
    await runLine('deploy . prod', { core, cwd });
    expect(core.calls.at(-1)?.request).toMatchObject({ app: 'web' });
  });

  it('deploys nothing when the build it asked for fails its test', async () => {
    const failed = sampleRelease(8, {
      test: { state: 'failed', durationMs: 10, command: ['t'], exitCode: 3, reason: 'it ended with 3' },
    });
    const core = createFakeCore({ build: { release: failed, reused: false, durationMs: 1 } });
    const { exitCode, stdout } = await runLine('deploy web prod --build --json', { core });
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'release.test-failed' } });
    expect(core.calls.map((call) => call.name)).toEqual(['releases.build']);
  });

  it('says what a failed one left behind and what serves now', async () => {
    const core = createFakeCore({
      outcome: {
        deployment: sampleDeployment({
          state: 'failed',
          receipt: sampleReceipt({ failures: 2 }),
          error: { code: 'ready.failed', message: 'green-1 exited before it was ready.', details: {} },
        }),
        steps: [],
        evidence: [sampleEvidence({ exitCode: 137, oomKilled: true })],
        serving: { version: 6, colour: 'blue' },
      },
    });
    const { exitCode, stdout } = await runLine('deploy web prod', { core });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('✗ web v7 did not get to serve in prod');
    expect(stdout).toContain('green-1 exited before it was ready.');
    expect(stdout).toContain('exited with code 137 (SIGKILL), ✗ killed because it ran out of memory');
    expect(stdout).toContain('the edge saw: L4CON Connection refused');
    expect(stdout).toContain('│ exit 1: curl: (7) Failed to connect');
    expect(stdout).toContain('its last words (17 more lines before)');
    expect(stdout).toContain('│ Error: Cannot find module "left-pad"');
    expect(stdout).not.toContain('warming up 16');
    expect(stdout).toContain('✗ 2 lost');
    expect(stdout).toContain('Serving in prod now: web v6 ● blue');
    const json = JSON.parse((await runLine('deploy web prod --json', { core })).stdout) as object;
    expect(json).toMatchObject({
      state: 'failed',
      error: { code: 'ready.failed' },
      serving: { release: 'v6' },
    });
  });

  it('does not take one that could not be cleaned up after for one that serves', async () => {
    const core = createFakeCore({
      outcome: {
        deployment: sampleDeployment({
          state: 'running',
          error: {
            code: 'engine.unreachable',
            message: 'No engine answers. Cleaning up did not succeed either (no engine answers).',
            details: {},
          },
        }),
        steps: [],
        evidence: [],
        serving: { version: 6, colour: 'blue' },
      },
    });
    const { exitCode, stdout } = await runLine('deploy web prod', { core });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('✗ web v7 did not get to serve in prod, and is not cleaned up yet');
    expect(stdout).toContain('Cleaning up did not succeed either');
    expect(stdout).not.toContain('judges its bake');
    expect(stdout).toContain('Serving in prod now: web v6 ● blue');
  });

  it('says nothing of probes when a first one failed, before which there was nothing to probe', async () => {
    const first = sampleDeployment({
      state: 'failed',
      receipt: sampleReceipt({ probes: 0, failures: 0, longestGapMs: 0 }),
      error: { code: 'ready.failed', message: 'green-1 exited before it was ready.', details: {} },
    });
    const core = createFakeCore({ outcome: { deployment: first, steps: [], evidence: [] } });
    const { stdout } = await runLine('deploy web prod', { core });
    expect(stdout).toContain('Nothing serves in prod now.');
    expect(stdout).not.toContain('probe');
  });

  it.each([
    ['policy.refused', 3],
    ['engine.unreachable', 4],
    ['permission', 4],
    ['placement.locked', 5],
    ['environment.unknown', 2],
    ['config.invalid', 2],
    ['disk.full', 1],
    ['interrupted', 130],
  ] as const)(
    'that never began for %s ends with %d, and says that nothing was changed',
    async (code, exit) => {
      const core = createFakeCore({ refusal: new Failure(code, 'It may not be.', { known: ['prod'] }) });
      const { exitCode, stderr } = await runLine('deploy web pord', { core });
      expect(exitCode).toBe(exit);
      expect(stderr).toContain('Nothing was changed.');
      expect(stderr).toContain('Did you mean prod?');
    },
  );
});

describe('the question', () => {
  const interruptions = [{ kind: 'edge-replacement' as const, why: 'the port changes' }];

  it('is asked before a promotion, and a no leaves everything as it is', async () => {
    const core = createFakeCore();
    const { exitCode, stdout, stderr } = await runLine('promote web --from dev --to prod', {
      core,
      terminal: TERMINAL,
      typed: 'n\n',
    });
    expect(exitCode).toBe(130);
    expect(stdout).toContain('Go ahead? [y/N]');
    expect(stderr).toContain('Nothing was changed.');
    expect(core.calls.at(-1)?.request).toMatchObject({ app: 'web', from: 'dev', to: 'prod' });
  });

  it.each([
    ['yes\n', 0],
    ['Y\n', 0],
    ['', 130],
    ['\n', 130],
  ])('answered with %j ends with %d', async (typed, exit) => {
    const { exitCode } = await runLine('promote web --from dev --to prod', { terminal: TERMINAL, typed });
    expect(exitCode).toBe(exit);
  });

  it('is asked about interruptions, which are shown', async () => {
    const core = createFakeCore({ plan: samplePlan({ interruptions }) });
    const { exitCode, stdout } = await runLine('deploy web prod', { core, terminal: TERMINAL, typed: 'y\n' });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('the port changes');
    expect(stdout).toContain('in spite of what it interrupts?');
  });

  it.each([
    ['deploy web prod --yes', TERMINAL],
    ['deploy web prod', undefined],
    ['deploy web prod --json', TERMINAL],
  ])('is not asked by %s', async (line, terminal) => {
    const core = createFakeCore({ plan: samplePlan({ interruptions }) });
    const { exitCode, stdout } = await runLine(line, { core, ...(terminal ? { terminal } : {}) });
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('[y/N]');
  });

  it('is not asked by a rollback that interrupts nobody', async () => {
    const { exitCode, stdout } = await runLine('rollback web prod', { terminal: TERMINAL });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('only the gate moves');
    expect(stdout).not.toContain('[y/N]');
  });
});
