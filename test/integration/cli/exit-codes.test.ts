import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { openCommandLine, type CommandLine } from './command-line.ts';

describe('the exit code', () => {
  let shop: Workshop;
  let cli: CommandLine;
  beforeAll(async () => {
    shop = await openWorkshop();
    cli = await openCommandLine(shop);
    await shop.configure({ version: 'v1' });
    await cli.run('host', 'add', 'local');
    await cli.run('env', 'add', shop.dev, '--host', 'local');
    await cli.run('env', 'add', shop.prod, '--host', 'local', '--require', 'approval');
    expect(await cli.run('deploy', shop.app, shop.dev)).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await cli.remove();
    await shop.remove();
  });

  it('is 1 for a release that is no good, with its last words and what serves now', async () => {
    await shop.configure({ version: 'v2', behaviour: 'exit' });
    const done = await cli.run('deploy', shop.app, shop.dev, '--build');
    expect(done.code).toBe(1);
    expect(done.stdout).toContain('cannot start, the setting GREETING_SERVICE is missing');
    expect(done.stdout).toMatch(new RegExp(`Serving in ${shop.dev} now: ${shop.app} v1 . blue`));
    const again = await cli.run('deploy', shop.app, shop.dev, '--json');
    expect(again.code).toBe(1);
    expect(again.json()).toMatchObject({
      state: 'failed',
      serving: { release: 'v1' },
      error: { code: 'ready.failed' },
      evidence: [{ exitCode: 3 }],
    });
  });

  it.each([
    ['a command that there is not', ['delpoy', 'web', 'prod'], /delpoy.*Did you mean deploy/s],
    ['an option that there is not', ['status', '--jsno'], /--jsno.*--json/s],
    ['an argument that is missing', ['deploy', 'web'], /env/],
    ['a release that is written wrong', ['plan', 'web', 'dev', '--release', 'latest'], /v1, v2, v3/],
  ])('is 2 for %s', async (_what, words, message) => {
    const done = await cli.run(...words);
    expect(done.code).toBe(2);
    expect(done.stderr).toMatch(message);
    expect(done.stdout).toBe('');
  });

  it('is 2 for an unknown app, environment or release, and the nearest one is named', async () => {
    const near = await cli.run('status', `${shop.app}x`);
    expect(near).toMatchObject({ code: 2 });
    expect(near.stderr).toContain(`Did you mean ${shop.app}?`);
    const environment = await cli.run('deploy', shop.app, `${shop.prod}x`);
    expect(environment).toMatchObject({ code: 2 });
    expect(environment.stderr).toContain(`Did you mean ${shop.prod}?`);
    const release = await cli.run('deploy', shop.app, shop.dev, '--release', 'v77', '--json');
    expect(release).toMatchObject({ code: 2 });
    expect(release.json()).toMatchObject({ error: { code: 'release.unknown' } });
    expect(release.stderr).toMatch(/v77.*Nothing was changed|Nothing was changed.*v77/s);
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
  });

  it('is 3 for what a policy refuses', async () => {
    const done = await cli.run('deploy', shop.app, shop.prod, '--release', 'v1', '--json');
    expect(done.code).toBe(3);
    expect(done.json()).toMatchObject({ error: { code: 'policy.refused' } });
    expect(done.stderr).toContain(`twinberth approve ${shop.app} ${shop.prod} v1`);
  });

  it('is 4 when the engine does not answer', async () => {
    const nowhere = { DOCKER_HOST: `unix://${join(cli.home, 'nothing.sock')}` };
    const home = join(cli.home, 'other');
    const done = await cli.start(['host', 'add', 'local', '--json'], {
      env: { ...nowhere, TWINBERTH_HOME: home },
    }).ended;
    await rm(home, { recursive: true });
    expect(done.code).toBe(4);
    expect(done.json()).toMatchObject({ error: { code: 'engine.unreachable' } });
    expect(done.stderr).toMatch(/No engine answers at unix:.*nothing\.sock.*Start Docker/s);
  });

  it('is 5 while another process works on the placement, and says who it is', async () => {
    await shop.configure({ version: 'v3', behaviour: 'slow-start' });
    const first = cli.start(['deploy', shop.app, shop.dev, '--build']);
    await first.until(/▸ ready/);
    const second = await cli.run('deploy', shop.app, shop.dev, '--release', 'v1', '--json');
    expect(second.code).toBe(5);
    expect(second.json()).toMatchObject({ error: { code: 'placement.locked', retry: true } });
    expect(second.stderr).toMatch(/is being worked on: deploy of v\d+, by \S+@\S+ since .*\(process \d+\)/);
    first.child.kill('SIGINT');
    expect(await first.ended).toMatchObject({ code: 130 });
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
  });
});
