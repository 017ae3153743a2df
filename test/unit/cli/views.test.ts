import { describe, expect, it } from 'vitest';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { createFakeCore } from './fake-core.ts';
import { runLine } from './run-line.ts';
import { NOW, sampleDeployment, sampleEvidence, samplePlan, sampleRelease } from './sample-records.ts';

describe('building', () => {
  it('prints its steps, and what came of it', async () => {
    const core = createFakeCore({
      stages: [
        { stage: 'hash', files: 1200, bytes: 3_400_000 },
        { stage: 'build', progress: { kind: 'step', id: '1', name: '[1/2] FROM bb:1', state: 'cached' } },
        { stage: 'build', progress: { kind: 'step', id: '2', name: '[2/2] RUN make', state: 'running' } },
        { stage: 'build', progress: { kind: 'output', id: '2', stream: 'stdout', text: 'made it\n' } },
        {
          stage: 'build',
          progress: { kind: 'step', id: '2', name: '[2/2] RUN make', state: 'done', durationMs: 3200 },
        },
        { stage: 'test', line: { stream: 'stdout', text: 'ok 1' } },
      ],
    });
    const { exitCode, stdout } = await runLine('build web --no-cache --pull --host local', { core });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('read the context  1,200 files, 3.4 MB');
    expect(stdout).toMatch(/✓ +cached {2}\[1\/2\] FROM bb:1/);
    expect(stdout).toMatch(/✓ +3\.2 s {2}\[2\/2\] RUN make/);
    expect(stdout).toContain('│ made it');
    expect(stdout).toContain('test in the image');
    expect(stdout).toContain('✓ web v8 built in 4.2 s');
    expect(core.calls).toContainEqual({
      name: 'releases.build',
      request: { app: 'web', host: 'local', noCache: true, pull: true },
    });
  });

  it('says when there was nothing to build', async () => {
    const core = createFakeCore({ build: { release: sampleRelease(7), reused: true, durationMs: 80 } });
    const { stdout } = await runLine('build web', { core });
    expect(stdout).toContain('web v7 already has this very input; nothing was built');
    expect(JSON.parse((await runLine('build web --json', { core })).stdout)).toMatchObject({
      release: 'v7',
      tag: 'web:v7',
      reused: true,
      test: { state: 'passed' },
      durationMs: 80,
    });
  });

  it('ends with 1 when the test failed, and shows on a terminal what it printed', async () => {
    const release = sampleRelease(8, {
      test: { state: 'failed', durationMs: 10, command: ['t'], exitCode: 3, reason: 'it ended with 3' },
    });
    const core = createFakeCore({
      build: { release, reused: false, durationMs: 10 },
      stages: [
        { stage: 'test', line: { stream: 'stdout', text: 'not ok 1' } },
        { stage: 'test', line: { stream: 'stdout', text: '# 1 failed' } },
      ],
    });
    const { exitCode, stdout } = await runLine('build web', { core, terminal: { columns: 80, rows: 24 } });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('not ok 1\n');
    expect(stdout).toContain('It may not be deployed');
  });
});

describe('seeing', () => {
  it('shows what serves where, and what is wrong', async () => {
    const core = createFakeCore({
      status: [
        {
          app: 'web',
          environment: 'prod',
          host: 'local',
          version: 7,
          berth: { app: 'web', environment: 'prod', host: 'host-1', active: 'blue', slot: 1, held: true },
          deployment: sampleDeployment(),
          health: 'degraded',
          replicas: { up: 1, wanted: 2 },
          url: 'http://127.0.0.1:18080',
          standby: { version: 6, state: 'warm', until: NOW + 700_000 },
          lock: { by: 'bo@nuc', since: NOW - 60_000, purpose: 'deploy v8' },
          problem: 'replica 2 answers 500',
        },
      ],
      settled: [
        { app: 'web', environment: 'prod', what: 'bake', text: 'v7 is good', state: 'live' },
        { app: 'web', environment: 'dev', what: 'waiting', text: 'the bake of v8 has 4 s left' },
      ],
    });
    const { stdout, stderr } = await runLine('status', { core });
    expect(stdout).toMatch(
      /web +prod +v7 held +● blue +▲ degraded 1\/2 +14 s ago +v6 warm 11 min left +http/,
    );
    expect(stdout).toContain('web → prod: replica 2 answers 500');
    expect(stdout).toContain('locked by bo@nuc for deploy v8, 1 min ago');
    expect(stdout).toContain('web → dev: the bake of v8 has 4 s left');
    expect(stderr).toContain('web → prod: v7 is good');
  });

  it('still shows the status when what was due could not be settled', async () => {
    const core = createFakeCore({
      overrides: () => ({
        settle: () => Promise.reject(new Failure('engine.unreachable', 'local is away.')),
      }),
    });
    const { exitCode, stderr } = await runLine('status', { core });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('Not settled yet: local is away.');
  });

  it('pages through the history', async () => {
    const core = createFakeCore();
    const { stdout } = await runLine('history web --env prod --state failed --by ann@desk -n 2 --before 50', {
      core,
    });
    expect(core.calls).toContainEqual({
      name: 'deployments.page',
      request: {
        filter: { app: 'web', environment: 'prod', states: ['failed'], by: 'ann@desk' },
        page: { limit: 2, before: 50 },
      },
    });
    expect(stdout).toContain('Older ones: --before 40');
    const document: unknown = JSON.parse((await runLine('history -n 3 --json', { core })).stdout);
    expect(document).toMatchObject({ deployments: [{ host: 'local' }, {}, {}], next: 39 });
  });

  it('says why a plan is refused, and ends with 3', async () => {
    const plan = samplePlan({
      refusals: [{ kind: 'policy', code: 'soak', message: 'v7 has been live in dev for 2 min, not 10.' }],
    });
    const { exitCode, stdout } = await runLine('plan web prod', { core: createFakeCore({ plan }) });
    expect(exitCode).toBe(3);
    expect(stdout).toContain('refused by policy (soak): v7 has been live in dev for 2 min, not 10.');
    expect(stdout).toMatch(/steps +lock +lock web in prod/);
  });

  it('shows all that is known of one deployment', async () => {
    const core = createFakeCore({
      outcome: {
        deployment: sampleDeployment({ state: 'failed', message: 'hope' }),
        steps: [
          { index: 0, name: 'ready', state: 'failed', startedAt: NOW, durationMs: 2800, note: 'it exited' },
        ],
        evidence: [sampleEvidence()],
      },
    });
    const { stdout } = await runLine('show 4f0c2a9be1d37786', { core });
    expect((await runLine('show 41', { core })).stdout).toBe(stdout);
    expect(await runLine('show #7', { core })).toMatchObject({ exitCode: 2 });
    expect(stdout).toContain('✗ failed');
    expect(stdout).toContain('why: hope');
    expect(stdout).toMatch(/✗ +ready +failed +2\.8 s +it exited/);
    expect(stdout).toContain('warming up 0');
    expect(stdout).toContain('Nothing serves in prod now.');
  });

  it('gives a file the logs byte by byte, and a terminal only what is harmless', async () => {
    const file = await runLine('logs web prod');
    expect(file.stdout).toContain('green-1 │ \u001b[31mred\u001b[0m \u001b[2Jwiped');
    const terminal = await runLine('logs web prod', { terminal: { columns: 80, rows: 24 } });
    expect(terminal.stdout).toContain('\u001b[31mred');
    expect(terminal.stdout).not.toContain('\u001b[2J');
    const plain = await runLine('logs web prod', {
      terminal: { columns: 80, rows: 24 },
      env: { NO_COLOR: '1' },
    });
    expect(plain.stdout).not.toContain('\u001b');
  });

  it('prints the log of a build, and says when there is none', async () => {
    expect((await runLine('releases web v7 --log')).stdout).toBe('step 1\nstep 2\n');
    expect((await runLine('releases web b1 --log')).stdout).toBe('step 1\nstep 2\n');
    const { exitCode, stderr } = await runLine('releases web v7 --test-log');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('No test log was kept for web v7.');
  });

  it('suggests a release that is near', async () => {
    const { exitCode, stderr } = await runLine('releases web v77');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Did you mean v7?');
  });
});
