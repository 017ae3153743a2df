import { describe, expect, it } from 'vitest';
import { createFakeCore } from './fake-core.ts';
import { SAMPLE_STORAGE_PLAN } from './fake-storage.ts';
import { runLine } from './run-line.ts';

describe('gc', () => {
  it('shows what goes, what stays and why, and what each kept rollback costs; and removes nothing', async () => {
    const core = createFakeCore();
    const { exitCode, stdout } = await runLine('gc', { core });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('local: 1 image can go, 48.0 MB');
    expect(stdout).toMatch(/goes +web v3 .*48\.0 MB +no rollback reaches it/);
    expect(stdout).toMatch(/stays +web v7 .*50\.0 MB +live in prod on local/);
    expect(stdout).toContain('keeping web v6 for prod costs 12.0 MB');
    expect(stdout).toContain('container twinberth-web-dev-blue-1: lost by a deployment from here; --orphans');
    expect(stdout).toContain(
      'volume twinberth-old-dev-data: data that no placement here knows; never removed',
    );
    expect(stdout).toMatch(/stays +twinberth-web-prod-blue-1 +serves/);
    expect(stdout).toMatch(/stays +twinberth-web-prod-green-1 +standby, warm/);
    expect(stdout).toMatch(/stays +twinberth-web-prod-edge +edge: lets the traffic through/);
    expect(stdout).toContain('3 containers of others: never touched');
    expect(stdout).toContain(
      "3 records in the builder's cache: 1 shared with images (30.0 MB), 2 for the next builds, until `docker builder prune` (21.0 MB)",
    );
    expect(stdout).toContain(
      '3 logs of builds stay: 1 of releases that are kept (3.0 kB), 2 of the newest builds (5.0 kB).',
    );
    expect(stdout).toContain('attic was left out: attic does not answer.');
    expect(stdout).toContain('about 40.0 MB of that');
    expect(stdout).toContain('The steps of 7 old deployments can be put together.');
    expect(stdout).toContain('Nothing was removed: twinberth gc --apply');
    expect(core.calls.map(({ name }) => name)).toEqual(['storage.plan']);
  });

  it('gives the plan as a document', async () => {
    const { stdout } = await runLine('gc --json');
    expect(JSON.parse(stdout)).toEqual({ plan: SAMPLE_STORAGE_PLAN });
  });

  it('with --apply removes, and says what was freed and what the builder still holds', async () => {
    const core = createFakeCore();
    const { exitCode, stdout } = await runLine('gc --apply --orphans', { core });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      "8.0 MB freed; 40.0 MB more stay in the builder's cache, until `docker builder prune`",
    );
    expect(stdout).toContain('1 log of old builds removed');
    expect(stdout).toContain('the steps of 7 old deployments put together');
    expect(core.calls).toContainEqual({
      name: 'storage.apply',
      request: { orphans: true, buildCache: false },
    });
  });

  it('ends with 1 when something could not be removed', async () => {
    const { exitCode, stdout } = await runLine('gc --apply --host local');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('images of web: web in prod is being worked on.');
  });
});

describe('pin and unpin', () => {
  it('say what they did', async () => {
    const core = createFakeCore();
    expect((await runLine('pin web v6', { core })).stdout).toContain('web v6 is pinned');
    expect((await runLine('unpin web v6', { core })).stdout).toContain('web v6 is no longer pinned');
    expect((await runLine('unpin web v6', { core })).stdout).toContain('web v6 was not pinned');
    expect((await runLine('pin web six', { core })).exitCode).toBe(2);
  });
});
