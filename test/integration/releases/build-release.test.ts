import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { buildRelease } from '../../../electron/core/releases/build-release.ts';
import { createReleaseCommands } from '../../../electron/core/releases/release-commands.ts';
import type { Failure } from '../../../electron/core/runtime/failure.ts';
import { testEngine } from '../../support/test-engine.ts';
import { imagesOf, openWorkshop } from './workshop.ts';
import type { Workshop } from './workshop.ts';

const { busybox } = testEngine().images;

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  return promise.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error as Failure,
  );
}

function build(shop: Workshop, more: { readonly signal?: AbortSignal; readonly noCache?: boolean } = {}) {
  return buildRelease(shop.deps, {
    app: shop.app,
    onProgress: (stage) => void shop.stages.push(stage),
    ...more,
  });
}

/** Steps that ran (or came from the cache), by name. */
function stepsOf(shop: Workshop): readonly string[] {
  return shop.stages.flatMap((stage) =>
    stage.stage === 'build' && stage.progress.kind === 'step' && stage.progress.state !== 'running'
      ? [`${stage.progress.name}: ${stage.progress.state}`]
      : [],
  );
}

/** Run steps that no earlier run can have in the engine's cache. */
function unique(): string {
  return createHash('sha256').update(String(process.hrtime.bigint())).digest('hex');
}

describe.each(['buildkit', 'classic'] as const)('a build by %s', (builder) => {
  async function open(): Promise<Workshop> {
    const shop = await openWorkshop({ builder });
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

    const { release, reused } = await build(shop);

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
    const failure = await failureOf(build(shop));
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
    const failure = await failureOf(build(shop));
    expect(failure).toMatchObject({ code: 'build.failed', details: { line: 3, instruction: 'RUNN make' } });
    expect(failure.message).toContain('unknown instruction');
  });

  test('of a file that is not there names the line', async () => {
    const shop = await open();
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY missing /x\n` });
    const failure = await failureOf(build(shop));
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
async function imagesWith(shop: Workshop, mark: string): Promise<readonly string[]> {
  const images = await shop.engine.images.list({});
  return images.filter((image) => image.environment.includes(`MARK=${mark}`)).map((image) => image.id);
}

/** Commands of processes on this machine in which a text occurs; the engine runs on it. */
function processesWith(mark: string): readonly string[] {
  const all = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return all.split('\n').filter((line) => line.includes(mark) && line.includes('sleep 300'));
}

describe('the same input again', () => {
  test('builds nothing and returns the release that there is', async () => {
    const shop = await openWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY page /page\n`, page: 'one' });
    const first = await build(shop);
    shop.stages.length = 0;
    const second = await build(shop);
    expect(second).toMatchObject({ reused: true, release: first.release });
    expect(shop.stages.every((stage) => stage.stage === 'hash')).toBe(true);
    expect(shop.stores.builds.list(shop.app).map((record) => record.state)).toEqual(['reused', 'done']);
    expect(await imagesOf(shop.engine, shop.app)).toHaveLength(1);
  });

  test('a changed file, argument or Dockerfile is another release; changed back it is the first one again', async () => {
    const shop = await openWorkshop();
    const dockerfile = `FROM ${busybox}\nARG LEVEL=1\nCOPY page /page\n`;
    shop.write({ Dockerfile: dockerfile, page: 'one' });
    const first = await build(shop);
    shop.write({ page: 'two' });
    const second = await build(shop);
    expect(second.release.version).toBe(2);
    expect(second.release.identity).not.toEqual(first.release.identity);
    shop.write({ page: 'one', Dockerfile: `${dockerfile}ENV X=1\n` });
    expect((await build(shop)).release.version).toBe(3);
    shop.write({ Dockerfile: dockerfile });
    shop.configure({
      source: { kind: 'build', context: shop.folder, dockerfile: 'Dockerfile', args: { LEVEL: '2' } },
    });
    expect((await build(shop)).release.version).toBe(4);
    shop.configure({ source: { kind: 'build', context: shop.folder, dockerfile: 'Dockerfile', args: {} } });
    expect(await build(shop)).toMatchObject({ reused: true, release: { version: 1 } });
  });

  test('is built again when its image is gone, with the next version', async () => {
    const shop = await openWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY page /page\n`, page: 'one' });
    const { release } = await build(shop);
    await shop.engine.images.removeTag(release.tag);
    await shop.engine.images.removeTag(`${shop.app}:${release.inputHash.slice(0, 12)}`);
    const again = await build(shop);
    expect(again).toMatchObject({ reused: false, release: { version: 2, inputHash: release.inputHash } });
  });

  test('gets back a tag that somebody removed', async () => {
    const shop = await openWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY page /page\n`, page: 'one' });
    const { release } = await build(shop);
    await shop.engine.images.removeTag(release.tag);
    await build(shop);
    expect(await shop.engine.images.inspect(release.tag)).toBeDefined();
  });

  test('does not take an image for the release only because it has its tag', async () => {
    const shop = await openWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY page /page\n`, page: 'one' });
    const { release } = await build(shop);
    await shop.engine.images.removeTag(release.tag);
    await shop.engine.images.removeTag(`${shop.app}:${release.inputHash.slice(0, 12)}`);
    const other = await shop.engine.images.inspect(busybox);
    await shop.engine.images.tag(other?.id ?? '', shop.app, 'v1');
    expect(await build(shop)).toMatchObject({ reused: false, release: { version: 2 } });
    expect((await shop.engine.images.inspect(`${shop.app}:v1`))?.id).toBe(other?.id);
  });

  test('without the cache is built again, beside the first one', async () => {
    const shop = await openWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nRUN echo ${unique()}\n` });
    const { release } = await build(shop);
    const again = await build(shop, { noCache: true });
    expect(again).toMatchObject({ reused: false, release: { version: 2, inputHash: release.inputHash } });
    expect(stepsOf(shop).filter((step) => step.includes('RUN') && step.endsWith(': done'))).toHaveLength(2);
    const byInput = await shop.engine.images.inspect(`${shop.app}:${release.inputHash.slice(0, 12)}`);
    expect(byInput?.tags).toContain(release.tag);
  });

  test('two builds at once make one release', async () => {
    const shop = await openWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nRUN echo ${unique()}\n` });
    const outcomes = await Promise.all([build(shop), build(shop)]);
    expect(outcomes.map(({ reused }) => reused).sort()).toEqual([false, true]);
    expect(outcomes.map(({ release }) => release.version)).toEqual([1, 1]);
  });
});

describe('names on the engine', () => {
  test('a version that an image of somebody else has is passed over, and the image left alone', async () => {
    const shop = await openWorkshop();
    const other = await shop.engine.images.inspect(busybox);
    await shop.engine.images.tag(other?.id ?? '', shop.app, 'v7');
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY Dockerfile /\n` });
    expect((await build(shop)).release.version).toBe(8);
    expect((await shop.engine.images.inspect(`${shop.app}:v7`))?.id).toBe(other?.id);
  });

  test('a tag that points elsewhere is not moved: the build is refused and says whose it is', async () => {
    const shop = await openWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY page /page\n`, page: 'one' });
    const { release } = await build(shop);
    const tag = `${shop.app}:${release.inputHash.slice(0, 12)}`;
    await shop.engine.images.removeTag(release.tag);
    await shop.engine.images.removeTag(tag);
    const other = await shop.engine.images.inspect(busybox);
    await shop.engine.images.tag(other?.id ?? '', shop.app, release.inputHash.slice(0, 12));

    const failure = await failureOf(build(shop));
    expect(failure).toMatchObject({ code: 'tag.taken', details: { tag, owner: 'not made by Twinberth' } });
    expect(failure.message).toContain('not made by Twinberth');
    expect((await shop.engine.images.inspect(tag))?.id).toBe(other?.id);
    expect(shop.stores.releases.list(shop.app)).toHaveLength(1);
    expect(stepsOf(shop).filter((step) => step.includes('exporting'))).toHaveLength(1);
  });

  test('an image of somebody else who uses Twinberth is named with its owner', async () => {
    const shop = await openWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY page /page\n`, page: 'one' });
    await buildRelease({ ...shop.deps, owner: 'bob@laptop' }, { app: shop.app });
    const elsewhere = await openWorkshop();
    const deps = {
      ...elsewhere.deps,
      appConfig: shop.deps.appConfig,
    };
    const failure = await failureOf(buildRelease(deps, { app: shop.app }));
    expect(failure).toMatchObject({ code: 'tag.taken', details: { owner: 'bob@laptop' } });
    expect(failure.message).toContain('bob@laptop, release v1');
  });
});

test('what a build left whose process died is ended in history and cleared from the engine by the next one', async () => {
  const shop = await openWorkshop();
  const { stores, engine, app } = shop;
  const labels = { 'dev.twinberth.app': app, 'dev.twinberth.build': 'dead' };
  stores.builds.begin({ id: 'dead', app, startedAt: 1, by: 'ann@desk' });
  const tar = pack();
  tar.entry({ name: 'Dockerfile' }, `FROM ${busybox}\nENV APP=${app}\n`);
  tar.finalize();
  const image = await engine.images.build(
    Readable.from(tar),
    { dockerfile: 'Dockerfile', args: {}, labels: { ...labels, 'dev.twinberth.role': 'image' } },
    { onProgress: () => undefined },
  );
  const container = await engine.containers.create({
    name: `twinberth-${app}-test-dead`,
    image: image.id,
    labels: { ...labels, 'dev.twinberth.role': 'test' },
    command: ['sleep', '600'],
  });
  await engine.containers.start(container);

  shop.write({ Dockerfile: `FROM ${busybox}\nCOPY Dockerfile /\n` });
  await build(shop);
  expect(await engine.containers.inspect(container)).toBeUndefined();
  expect(await engine.images.inspect(image.id)).toBeUndefined();
  expect(stores.builds.get('dead')).toMatchObject({ state: 'cancelled', error: { code: 'interrupted' } });
});

describe('what cannot be built', () => {
  test('without a Dockerfile the way out is named, and nothing was begun', async () => {
    const shop = await openWorkshop();
    shop.write({ page: 'one' });
    const failure = await failureOf(build(shop));
    expect(failure.code).toBe('context.invalid');
    expect(failure.message).toMatch(/no Dockerfile/);
    expect(shop.stores.builds.list(shop.app)).toMatchObject([{ state: 'failed' }]);
  });

  test('a base image that nobody has names its line', async () => {
    const shop = await openWorkshop();
    shop.write({ Dockerfile: `# remark\nFROM ${shop.app}-base:1\n` });
    const failure = await failureOf(build(shop));
    expect(failure).toMatchObject({
      code: 'pull.failed',
      details: { line: 2, reference: `${shop.app}-base:1` },
    });
  });
});
