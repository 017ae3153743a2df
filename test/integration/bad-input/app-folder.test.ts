import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { openCommandLine, type CommandLine } from '../cli/command-line.ts';
import { whatIsThere } from './what-is-there.ts';

describe('an app folder with something wrong in it', () => {
  let shop: Workshop;
  let cli: CommandLine;
  let dockerfile = '';
  let before: readonly string[];

  beforeAll(async () => {
    shop = await openWorkshop();
    cli = await openCommandLine(shop);
    await shop.configure({ version: 'v1' });
    expect(await cli.run('deploy', shop.app, shop.dev)).toMatchObject({ code: 0 });
    dockerfile = await readFile(join(shop.folder, 'Dockerfile'), 'utf8');
    before = await whatIsThere(shop);
  });
  beforeEach(() => shop.configure({ version: 'v2' }));
  /** Whatever it was: what served serves, and nothing is left of the attempt. */
  afterEach(async () => {
    await writeFile(join(shop.folder, 'Dockerfile'), dockerfile);
    expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v1' });
    expect(await whatIsThere(shop)).toEqual(before);
  });
  afterAll(async () => {
    await cli.remove();
    await shop.remove();
  });

  const deploy = () => cli.run('deploy', shop.app, shop.dev, '--build', '--json');

  it('no Dockerfile: names the file that is missing and the setting for another', async () => {
    await rm(join(shop.folder, 'Dockerfile'));
    const done = await deploy();
    expect(done).toMatchObject({ code: 1 });
    expect(done.stderr).toContain(join(shop.folder, 'Dockerfile'));
    expect(done.stderr).toMatch(/dockerfile:|build\.dockerfile/);
  });

  it('a syntax error in the Dockerfile: names the line and what stands there', async () => {
    await writeFile(join(shop.folder, 'Dockerfile'), dockerfile.replace('WORKDIR', 'WROKDIR'));
    const done = await deploy();
    expect(done).toMatchObject({ code: 1 });
    expect(done.json()).toMatchObject({ error: { code: 'build.failed' } });
    expect(done.stderr).toMatch(/line \d+/i);
    expect(done.stderr).toMatch(/WROKDIR/i);
    const [failed] = (await cli.run('releases', shop.app, '--json')).json()['releases'] as {
      version: number;
    }[];
    expect(failed?.version).toBe(1);
  });

  it('a step that fails: says which, with its last words', async () => {
    await appendFile(
      join(shop.folder, 'Dockerfile'),
      '\nRUN ["node", "-e", "console.error(40 + 2); process.exit(9)"]\n',
    );
    const done = await deploy();
    expect(done).toMatchObject({ code: 1 });
    expect(done.json()).toMatchObject({ error: { code: 'build.failed' } });
    expect(done.stderr).toMatch(/RUN.*node/);
    expect(done.stderr).toMatch(/exit code:? 9/);
    expect(done.stderr).toContain('42');
  });

  it('an unknown key: names file, line and key, and the one that was probably meant', async () => {
    const file = join(shop.folder, 'twinberth.yaml');
    const lines = (await readFile(file, 'utf8')).split('\n');
    const line = lines.findIndex((each) => each.startsWith('health:'));
    await writeFile(file, lines.with(line, 'heatlh:').join('\n'));
    const done = await deploy();
    expect(done).toMatchObject({ code: 2 });
    expect(done.json()).toMatchObject({ error: { code: 'config.invalid' } });
    expect(done.stderr).toContain(`${file}:${line + 1}`);
    expect(done.stderr).toMatch(/heatlh.*health/);
  });

  it.each([
    ['port', { app: { port: 70_000 } }],
    ['port', { app: { port: 0 } }],
    ['publish', { dev: { publish: 65_536 } }],
    ['publish', { dev: { publish: '127.0.0.1:0' } }],
  ])('%s out of range (%j): names line, key and the range', async (key, change) => {
    await shop.configure({ version: 'v2', ...change });
    const done = await deploy();
    expect(done).toMatchObject({ code: 2 });
    expect(done.json()).toMatchObject({ error: { code: 'config.invalid' } });
    expect(done.stderr).toMatch(new RegExp(`twinberth\\.yaml:\\d+.*${key}.*between 1 and 65535`));
  });
});
