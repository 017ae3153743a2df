import { describe, expect, test } from 'vitest';
import { buildRelease } from '../../../electron/core/releases/build-release.ts';
import { runTestGate } from '../../../electron/core/releases/run-test-gate.ts';
import type { LogLine } from '../../../electron/core/engine/engine.ts';
import type { TestConfig } from '../../../shared/model/app-config.ts';
import { testEngine } from '../../support/test-engine.ts';
import { imagesOf, openReleaseWorkshop, type ReleaseWorkshop } from './release-workshop.ts';

const { busybox } = testEngine().images;

function sh(script: string, more: Partial<TestConfig> = {}): TestConfig {
  return { command: ['sh', '-c', script], timeoutMs: 60_000, environment: {}, ...more };
}

async function gate(
  shop: ReleaseWorkshop,
  test: TestConfig,
  signal?: AbortSignal,
  onLine?: (line: LogLine) => void,
) {
  const image = await shop.engine.images.inspect(busybox);
  return runTestGate(
    { ...shop.deps, engine: shop.engine },
    { app: shop.app, image: image?.id ?? '', test },
    { ...(signal ? { signal } : {}), ...(onLine ? { onLine } : {}) },
  );
}

async function containersOf(shop: ReleaseWorkshop) {
  return shop.engine.containers.list({ 'dev.twinberth.app': shop.app });
}

describe('the test command', () => {
  test('passes with exit code 0; every line it prints is told and kept, and its container is gone', async () => {
    const shop = await openReleaseWorkshop();
    const lines: string[] = [];
    const { result, log } = await gate(shop, sh('echo one; echo two >&2'), undefined, ({ stream, text }) =>
      lines.push(`${stream} ${text}`),
    );
    expect(result).toMatchObject({ state: 'passed', command: ['sh', '-c', 'echo one; echo two >&2'] });
    expect(lines.sort()).toEqual(['stderr two', 'stdout one']);
    expect(log.split('\n').sort()).toEqual(['', 'one', 'two']);
    expect(await containersOf(shop)).toEqual([]);
  });

  test('fails with any other, which is named', async () => {
    const shop = await openReleaseWorkshop();
    const { result, log } = await gate(shop, sh('echo expected 1, got 2; exit 7'));
    expect(result).toMatchObject({
      state: 'failed',
      exitCode: 7,
      reason: 'the test command failed: exit code 7',
    });
    expect(log).toBe('expected 1, got 2\n[the test command failed: exit code 7]\n');
    expect(await containersOf(shop)).toEqual([]);
  });

  test('is ended after its time limit, also when it ignores every polite signal', async () => {
    const shop = await openReleaseWorkshop();
    const { result, log } = await gate(
      shop,
      sh("trap '' TERM INT; echo begun; sleep 600 & wait; wait", { timeoutMs: 3_000 }),
    );
    expect(result).toMatchObject({
      state: 'failed',
      reason: 'the test was ended after its time limit of 3 s',
    });
    expect(result).not.toHaveProperty('exitCode');
    expect(log).toMatch(/^begun\n/);
    expect(await containersOf(shop)).toEqual([]);
  });

  test('has no network but its own loopback', async () => {
    const shop = await openReleaseWorkshop();
    const { log } = await gate(shop, sh('ls /sys/class/net; wc -l < /proc/net/route'));
    expect(log).toBe('lo\n1\n');
  });

  test('takes the place of an entrypoint, and has the variables and the user of the configuration', async () => {
    const shop = await openReleaseWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nENTRYPOINT ["false"]\nCMD ["never"]\nENV KEPT=yes\n` });
    shop.configure({
      test: sh('test "$LEVEL-$KEPT-$(id -u)" = "high-yes-65534"', {
        environment: { LEVEL: 'high' },
        user: 'nobody',
      }),
    });
    expect((await buildRelease(shop.deps, { app: shop.app })).release.test.state).toBe('passed');
  });

  test('that does not exist in the image is a failed test, and says so', async () => {
    const shop = await openReleaseWorkshop();
    const { result } = await gate(shop, { command: ['no-such-program'], timeoutMs: 60_000, environment: {} });
    expect(result).toMatchObject({ state: 'failed' });
    expect(result.state === 'failed' && result.reason).toMatch(/could not be started.*no-such-program/s);
    expect(await containersOf(shop)).toEqual([]);
  });

  test('that floods its output keeps the end of it', async () => {
    const shop = await openReleaseWorkshop();
    const { result, log } = await gate(
      shop,
      sh('yes 0123456789012345678901234567890123456789 | head -c 3000000; echo; echo the end'),
    );
    expect(result.state).toBe('passed');
    expect(log).toMatch(/^\[the first \d+ characters were left out\]\n/);
    expect(log).toMatch(/the end\n$/);
    expect(log.length).toBeLessThan(1_100_000);
  });

  test('that ran out of memory says so', async () => {
    const shop = await openReleaseWorkshop();
    const { engine } = shop;
    // The kernel's verdict is put in by hand: to run out of memory for good would take a limit that tests do not have.
    const containers = {
      ...engine.containers,
      inspect: async (id: string) => {
        const state = await engine.containers.inspect(id);
        return state && { ...state, oomKilled: true };
      },
    };
    const image = await engine.images.inspect(busybox);
    const { result } = await runTestGate(
      { ...shop.deps, engine: { ...engine, containers } },
      { app: shop.app, image: image?.id ?? '', test: sh('exit 137') },
    );
    expect(result).toMatchObject({
      state: 'failed',
      exitCode: 137,
      reason: 'the test command failed: it ran out of memory',
    });
  });

  test('can be called off', async () => {
    const shop = await openReleaseWorkshop();
    const stop = new AbortController();
    const running = gate(shop, sh('echo begun; sleep 600'), stop.signal, () =>
      stop.abort(new Error('enough')),
    );
    await expect(running).rejects.toThrow('enough');
    expect(await containersOf(shop)).toEqual([]);
  });
});

describe('a release and its test', () => {
  test('carries the result, and history has what the test printed', async () => {
    const shop = await openReleaseWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY Dockerfile /\n` });
    shop.configure({ test: sh('echo all is well') });
    const { release } = await buildRelease(shop.deps, { app: shop.app });
    expect(release.test).toMatchObject({ state: 'passed' });
    const [record] = shop.stores.builds.list(shop.app);
    expect(shop.stores.logs.read(record?.testLog ?? '')).toBe('all is well\n');
  });

  test('is kept when it failed, so that one can look into it, and tried again by the next build', async () => {
    const shop = await openReleaseWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nCOPY Dockerfile /\n` });
    shop.configure({ test: sh('echo broken; exit 1') });
    const { release } = await buildRelease(shop.deps, { app: shop.app });
    expect(release).toMatchObject({ version: 1, test: { state: 'failed', exitCode: 1 } });
    expect(await shop.engine.images.inspect(release.tag)).toBeDefined();
    expect(shop.stores.builds.list(shop.app)).toMatchObject([{ state: 'done', release: release.id }]);

    shop.configure({ test: sh('echo mended') });
    expect(await buildRelease(shop.deps, { app: shop.app })).toMatchObject({
      reused: false,
      release: { version: 2, test: { state: 'passed' }, inputHash: release.inputHash },
    });
    expect(await buildRelease(shop.deps, { app: shop.app })).toMatchObject({
      reused: true,
      release: { version: 2 },
    });
  });

  test('a build that is cancelled during the test leaves no image and no release', async () => {
    const shop = await openReleaseWorkshop();
    shop.write({ Dockerfile: `FROM ${busybox}\nRUN echo ${shop.app}\n` });
    shop.configure({ test: sh('echo begun; sleep 600') });
    const stop = new AbortController();
    const building = buildRelease(shop.deps, {
      app: shop.app,
      signal: stop.signal,
      onProgress: (stage) => {
        if (stage.stage === 'test') stop.abort();
      },
    });
    await expect(building).rejects.toMatchObject({ code: 'build.cancelled' });
    expect(await imagesOf(shop.engine, shop.app)).toEqual([]);
    expect(await containersOf(shop)).toEqual([]);
    expect(shop.stores.releases.list(shop.app)).toEqual([]);
    expect(shop.stores.builds.list(shop.app)).toMatchObject([{ state: 'cancelled' }]);
  });
});
