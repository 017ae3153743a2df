import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { buildRelease } from '../../../electron/core/releases/build-release.ts';
import { createReleaseCommands } from '../../../electron/core/releases/release-commands.ts';
import { failureOf } from '../../support/failure-of.ts';
import { testEngine } from '../../support/test-engine.ts';
import { buildIn, stepsOf, unique } from './build-in.ts';
import { imagesOf, openReleaseWorkshop, type ReleaseWorkshop } from './release-workshop.ts';

const { busybox } = testEngine().images;

describe.each(['buildkit', 'classic'] as const)('a build by %s', (builder) => {
  async function open(): Promise<ReleaseWorkshop> {
    const shop = await openReleaseWorkshop({ builder });
    expect((await shop.engine.info()).builder).toBe(builder);
    return shop;
  }

  test('makes a release: tags, labels, identity, size, history, log', async () => {
    const shop = await open();
    const mark = unique();
    shop.write({
      Dockerfile: `FROM ${busybox}\nWORKDIR /srv\nCOPY page page\nRUN echo building ${mark}\n`,
      page: 'hello',
    });
    execFileSync('git', ['init', '-q'], { cwd: shop.folder });
    execFileSync(
      'git',
      ['-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-q', '--allow-empty', '-m', 'x'],
      { cwd: shop.folder },
    );
    const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: shop.folder, encoding: 'utf8' }).trim();

    const { release, reused } = await buildIn(shop);

    expect(reused).toBe(false);
    expect(release).toMatchObject({
      app: shop.app,
      version: 1,
      tag: `${shop.app}:v1`,
      revision: commit,
      test: { state: 'untested' },
      createdBy: 'ann@desk',
    });
    const byVersion = await shop.engine.images.inspect(`${shop.app}:v1`);
    const byInput = await shop.engine.images.inspect(`${shop.app}:${release.inputHash.slice(0, 12)}`);
    expect(byInput?.id).toBe(byVersion?.id);
    expect(byVersion?.layers).toEqual(release.identity.layers);
    expect(byVersion?.sizeBytes).toBe(release.sizeBytes);
    expect(await shop.engine.images.identity(byVersion?.id ?? '')).toEqual(release.identity);
    expect(shop.stores.releases.engineId(release.id, shop.host.id)).toBe(byVersion?.id);
    expect(byVersion?.labels).toMatchObject({
      'org.opencontainers.image.title': shop.app,
      'org.opencontainers.image.version': 'v1',
      'org.opencontainers.image.revision': commit,
      'org.opencontainers.image.base.name': busybox,
      'dev.twinberth.version': '1',
      'dev.twinberth.role': 'image',
      'dev.twinberth.app': shop.app,
      'dev.twinberth.release': 'v1',
      'dev.twinberth.owner': 'ann@desk',
      'dev.twinberth.input-hash': release.inputHash,
    });
    expect(byVersion?.labels['org.opencontainers.image.base.digest']).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(Date.parse(byVersion?.labels['org.opencontainers.image.created'] ?? '')).toBeGreaterThan(0);

    const commands = createReleaseCommands(shop.deps);
    const [record] = commands.builds(shop.app);
    expect(record).toMatchObject({ state: 'done', release: release.id, inputHash: release.inputHash });
    expect(commands.log(record?.buildLog ?? '')).toContain(`building ${mark}`);
    expect(commands.get(shop.app, 1)).toEqual(release);

    const run = stepsOf(shop).find((step) => step.includes('RUN echo building'));
    expect(run).toMatch(/^\[4\/\d+\] RUN echo building .*: done$/);
    const printed = shop.stages.flatMap((stage) =>
      stage.stage === 'build' && stage.progress.kind === 'output' ? [stage.progress.text] : [],
    );
    expect(printed.join('')).toContain(`building ${mark}`);
    expect(shop.stages).toContainEqual({
      stage: 'hash',
      files: expect.any(Number) as number,
      bytes: expect.any(Number) as number,
    });
    expect(shop.stages.some((stage) => stage.stage === 'build' && stage.progress.kind === 'sent')).toBe(true);
  });

  test('that fails names the step, the line and what was printed, and leaves nothing but its log', async () => {
    const shop = await open();
    const mark = unique();
    shop.write({
      Dockerfile: `FROM ${busybox}\nENV MARK=${mark}\nRUN echo before ${mark}\n\nRUN echo last words ${mark}; \\\n  exit 3\n`,
    });
    const failure = await failureOf(buildIn(shop));
    expect(failure.code).toBe('build.failed');
    expect(failure.message).toContain('line 5 of Dockerfile');
    expect(failure.message).toContain('exit code 3');
    expect(failure.details).toMatchObject({
      line: 5,
      instruction: `RUN echo last words ${mark}; exit 3`,
      exitCode: 3,
      output: `last words ${mark}\n`,
    });
    expect(failure.details['step']).toMatch(/^\[[34]\/\d+\] RUN echo last words/);

    expect(await imagesOf(shop.engine, shop.app)).toEqual([]);
    expect(await imagesWith(shop, mark)).toEqual([]);
    expect(shop.stores.releases.list(shop.app)).toEqual([]);
    const [record] = shop.stores.builds.list(shop.app);
    expect(record).toMatchObject({
      state: 'failed',
      id: failure.details['build'],
      error: { code: 'build.failed' },
    });
    const log = shop.stores.logs.read(record?.buildLog ?? '');
    expect(log).toContain(`before ${mark}`);
    expect(log).toContain(`last words ${mark}`);
    expect(log).toContain('line 5 of Dockerfile');
  });

  test('of a Dockerfile that makes no sense names the line', async () => {
    const shop = await open();
    shop.write({ Dockerfile: `FROM ${busybox}\n\nRUNN make\n` });
    const failure = await failureOf(buildIn(shop));
    expect(failure).toMatchObject({ code: 'build.failed', details: { line: 3, instruction: 'RUNN make' } });
    expect(failure.message).toContain('unknown instruction');
  });

  test('of a file that is not there names the line', async () => {
    const shop = await open();
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY missing /x\n` });
    const failure = await failureOf(buildIn(shop));
    expect(failure).toMatchObject({ code: 'build.failed', details: { line: 2 } });
    expect(failure.message).toContain('missing');
  });

  test('that is cancelled in the middle of a step stops there and leaves nothing', async () => {
    const shop = await open();
    const mark = unique();
    shop.write({
      Dockerfile: `FROM ${busybox}\nENV MARK=${mark}\nRUN echo before ${mark}\nRUN echo running ${mark}; sleep 300\n`,
    });
    const stop = new AbortController();
    const building = buildRelease(shop.deps, {
      app: shop.app,
      signal: stop.signal,
      onProgress: (stage) => {
        const isRunning =
          stage.stage === 'build' &&
          stage.progress.kind === 'output' &&
          stage.progress.text.includes(`running ${mark}`);
        if (isRunning) stop.abort();
      },
    });
    const failure = await failureOf(building);
    expect(failure.code).toBe('build.cancelled');
    await expect.poll(() => processesWith(mark), { timeout: 20_000 }).toEqual([]);
    expect(await imagesOf(shop.engine, shop.app)).toEqual([]);
    expect(await imagesWith(shop, mark)).toEqual([]);
    expect(shop.stores.releases.list(shop.app)).toEqual([]);
    expect(shop.stores.builds.list(shop.app)).toMatchObject([{ state: 'cancelled' }]);
    expect(shop.stores.locks.list()).toEqual([]);
  });
});

/** Images, also without a tag, that have the mark as a variable: the classic builder makes one for every step. */
async function imagesWith(shop: ReleaseWorkshop, mark: string): Promise<readonly string[]> {
  const images = await shop.engine.images.list({});
  return images.filter((image) => image.environment.includes(`MARK=${mark}`)).map((image) => image.id);
}

/** Commands of processes on this machine in which a text occurs; the engine runs on it. */
function processesWith(mark: string): readonly string[] {
  const all = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return all.split('\n').filter((line) => line.includes(mark) && line.includes('sleep 300'));
}
