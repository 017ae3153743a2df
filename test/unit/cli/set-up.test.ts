import { describe, expect, it } from 'vitest';
import { createFakeCore } from './fake-core.ts';
import { runLine } from './run-line.ts';

describe('what sets up', () => {
  it('shows a proposal with its reasons, and writes nothing', async () => {
    const core = createFakeCore();
    const { exitCode, stdout } = await runLine('init', { core, cwd: '/srv/web' });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('app: web\nport: 8080\n');
    expect(stdout).toContain('port: 8080, since EXPOSE 8080 in Dockerfile');
    expect(stdout).toContain('next: twinberth init --write');
    expect(core.calls).toEqual([]);
  });

  it('writes the proposal when told to', async () => {
    const core = createFakeCore();
    const { exitCode, stdout } = await runLine('init web --write', { core, cwd: '/srv' });
    expect(exitCode).toBe(0);
    expect(core.calls).toEqual([
      { name: 'apps.create', request: { directory: '/srv/web', text: 'app: web\nport: 8080\n' } },
    ]);
    expect(stdout).toContain('/srv/web/twinberth.yaml, and web is registered');
  });

  it.each([
    ['/full', 'is there already; it was left as it is'],
    ['/odd', 'line 1: app has no image.'],
  ])('writes nothing in %s, says why, and ends with 1', async (folder, message) => {
    const core = createFakeCore();
    const { exitCode, stdout } = await runLine(`init ${folder} --write`, { core });
    expect(exitCode).toBe(1);
    expect(stdout).toContain(message);
    expect(core.calls).toEqual([]);
  });

  it('answers init with a document', async () => {
    const { stdout } = await runLine('init /srv --json');
    expect(JSON.parse(stdout)).toMatchObject({ proposal: { exists: false }, written: false, app: null });
  });

  it('finds engines, and says how to get one', async () => {
    const { exitCode, stdout } = await runLine('host find');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /unix:\/\/\/var\/run\/docker\.sock \(usual place of Docker Engine\) docker 29\.0\.1/,
    );
    expect(stdout).toContain('No engine answers there.');
    expect(stdout).toContain('$ sudo apt install engine');
  });

  it('tries an endpoint', async () => {
    const { stdout } = await runLine('host try tcp://nuc:2376');
    expect(stdout).toContain('tcp://nuc:2376: docker 29.0.1 on linux/amd64 answers in');
    expect(stdout).toContain('it is the engine of host local');
    expect((await runLine('host try unix:///nowhere')).exitCode).toBe(4);
  });

  it('says what a host has', async () => {
    const { stdout } = await runLine('host usage local');
    expect(stdout).toContain('5.0 GB');
    expect(stdout).toContain('1.0 GB');
  });
});

describe('releases', () => {
  it('are withdrawn, and it is said where they go on', async () => {
    const core = createFakeCore();
    const { exitCode, stdout } = await runLine('withdraw web v7', { core });
    expect(exitCode).toBe(0);
    expect(core.calls).toEqual([{ name: 'releases.withdraw', request: { app: 'web', version: 7 } }]);
    expect(stdout).toContain('web:v7 is withdrawn');
    expect(stdout).toContain('it goes on serving in prod on local');
    expect((await runLine('withdraw web v99')).exitCode).toBe(2);
  });

  it('are compared: what they say, and their layers', async () => {
    const { stdout } = await runLine('compare web v6 v7');
    expect(stdout).toMatch(/~ {2}variable {2}NODE_ENV {2}development -> production/);
    expect(stdout).toMatch(/\+ {2}port {6}9090/);
    expect(stdout).toContain('1 layer in both, 80.0 MB');
    expect(stdout).toMatch(/- {2}4\.0 MB {2}COPY \. \/app/);
    expect(JSON.parse((await runLine('compare web v6 v7 --json')).stdout)).toMatchObject({
      sameImage: false,
    });
  });
});

describe('two deployments', () => {
  it('are compared by what they were configured with', async () => {
    const core = createFakeCore();
    const { stdout } = await runLine('show aaaaaaaaaaaaaaaa --with bbbbbbbbbbbbbbbb', { core });
    expect(stdout).toMatch(/~ {2}variable {2}LOG_LEVEL {2}info -> debug/);
    expect(core.calls).toEqual([
      { name: 'views.compareDeployments', request: { a: 'aaaaaaaaaaaaaaaa', b: 'bbbbbbbbbbbbbbbb' } },
    ]);
  });
});

describe('the whole history', () => {
  it('is a table for spreadsheets, or a document', async () => {
    const core = createFakeCore();
    const { stdout } = await runLine('history all web --env prod --kind deploy --by ann@desk', { core });
    expect(stdout).toBe('at,kind\r\nnow,deploy\r\n');
    expect(core.calls).toEqual([
      {
        name: 'views.exportHistory',
        request: {
          filter: { app: 'web', environment: 'prod', kinds: ['deploy'], by: 'ann@desk' },
          format: 'csv',
        },
      },
    ]);
    expect(JSON.parse((await runLine('history all --json')).stdout)).toEqual({ history: [{}] });
  });
});
