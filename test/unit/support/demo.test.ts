import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Deployment, DeploymentState } from '../../../shared/model/deployment.ts';
import { chooseNames } from '../../support/demo/choose-place.ts';
import { clearDemo } from '../../support/demo/clear-demo.mjs';
import { withPlace } from '../../support/demo/demo-app.ts';
import { readDemo, writeDemo } from '../../support/demo/demo-record.mjs';
import { childVariables, readDemoSettings } from '../../support/demo/demo-settings.ts';
import { cutLines, drawPicture } from '../../support/demo/draw-picture.ts';
import { judgeDemo } from '../../support/demo/judge-demo.ts';
import { startLoad, type LoadReport } from '../../support/demo/load-generator.ts';
import { chooseDemoEngine } from '../../support/demo/start-demo.mjs';
import { DEFAULT_SOCKET } from '../../support/engine/choose-engine.mjs';

describe('the names of the demo', () => {
  test('are the plain ones on an engine that has none of them', () => {
    expect(chooseNames(new Set(['web', 'twinberth-web-prod-edge']))).toEqual({
      app: 'sample',
      dev: 'dev',
      prod: 'prod',
    });
  });

  test.each([['sample'], ['twinberth-prod'], ['twinberth-sample-dev-edge']])(
    'are others where somebody has %s already',
    (taken) => {
      expect(chooseNames(new Set([taken]))).toEqual({ app: 'sample-2', dev: 'dev-2', prod: 'prod-2' });
    },
  );
});

test('the sample app’s file gets names and ports, and keeps its looks', () => {
  const file = readFileSync(join(import.meta.dirname, '../../support/sample-app/twinberth.yaml'), 'utf8');
  const place = { app: 'sample-2', dev: 'dev-2', prod: 'prod-2', ports: { dev: 18082, prod: 18083 } };
  const changed = withPlace(file, place);
  expect(changed).toContain('app: sample-2\n');
  expect(changed).toContain('  dev-2: { publish: 18082 }');
  expect(changed).toContain("  prod-2: { publish: 18083, environment: { GREETING: 'from prod' } }");
  expect(changed.split('\n')).toHaveLength(file.split('\n').length);
});

test('the commands of the demo get none of the user’s own settings', () => {
  const settings = readDemoSettings({
    TWINBERTH_DEMO_FOLDER: '/tmp/demo',
    TWINBERTH_TEST_ENGINE: 'unix:///demo.sock',
    TWINBERTH_TEST_ADDRESS: '10.1.1.1',
    TWINBERTH_DEMO_ENGINE: 'existing',
    TWINBERTH_RUN: 'demo-1',
  });
  const variables = childVariables(settings, {
    PATH: '/bin',
    TWINBERTH_HOME: '/home/me/data',
    TWINBERTH_BAKE: '1h',
    DOCKER_HOST: 'unix:///mine.sock',
    DOCKER_CONTEXT: 'mine',
  });
  expect(variables).toEqual({
    PATH: '/bin',
    TWINBERTH_HOME: '/tmp/demo/home',
    TWINBERTH_EDGE_IMAGE: 'twinberth-fixture/edge:1',
    TWINBERTH_RUN: 'demo-1',
    TWINBERTH_HOST_ADDRESS: '10.1.1.1',
    DOCKER_HOST: 'unix:///demo.sock',
  });
});

describe('the engine of the demo', () => {
  const ping = (endpoint: string) =>
    Promise.resolve(
      endpoint === 'unix:///named' || endpoint === DEFAULT_SOCKET
        ? { answers: true as const }
        : { answers: false as const, reason: 'gone' },
    );

  test('is the one at the default socket, also for root', async () => {
    expect(await chooseDemoEngine({}, ping)).toMatchObject({ kind: 'existing', endpoint: DEFAULT_SOCKET });
  });

  test('is the one that was named, before that', async () => {
    expect(await chooseDemoEngine({ DOCKER_HOST: 'unix:///named' }, ping)).toMatchObject({
      endpoint: 'unix:///named',
    });
  });
});

describe('the load generator', () => {
  test('counts every request, and sees which version answers from when on', async () => {
    let version = 'v1';
    let broken = false;
    const server = createServer((_request, response) => {
      response.writeHead(broken ? 503 : 200, { 'x-version': version });
      response.end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const load = startLoad({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });

    await expect.poll(() => load.total().requests).toBeGreaterThan(10);
    expect(load.part().failures).toEqual([]);
    const flipped = performance.now();
    expect(load.firstAnswer('v2', flipped)).toBeUndefined();
    version = 'v2';
    await expect.poll(() => load.firstAnswer('v2', flipped)).toBeGreaterThan(0);
    broken = true;
    await expect.poll(() => load.total().failures).toContain('HTTP 503');
    broken = false;

    await load.stop();
    server.close();
    expect(load.versions()).toEqual(['v1', 'v2']);
    expect(load.part().requests).toBeLessThan(load.total().requests);
  });
});

describe('the verdict', () => {
  const report: LoadReport = { requests: 100, failures: [], longestGapMs: 20 };
  const load = { total: () => report, versions: () => ['v1', 'v2'] };
  const ends: readonly (readonly [number, DeploymentState])[] = [
    [1, 'superseded'],
    [1, 'superseded'],
    [2, 'live'],
    [2, 'rolled-back'],
    [3, 'failed'],
    [1, 'superseded'],
    [2, 'rolled-back'],
    [1, 'live'],
  ];
  const outcomes = ends.map(([version, state], index) => ({
    deployment: { sequence: index + 1, version, state, receipt: { probes: 20, failures: 0 } } as Deployment,
  }));
  const acts = ends.map((_, index) => ({
    command: index === 5 || index === 7 ? 'twinberth rollback sample prod' : 'twinberth deploy sample prod',
    load: report,
    ...(index === 5 || index === 7 ? { rollbackMs: 300 } : {}),
  }));

  test('is good when all went as it should', () => {
    expect(judgeDemo(acts, outcomes, load)).toEqual([]);
  });

  test('names a lost request', () => {
    const total = () => ({ ...report, failures: ['ECONNRESET'] });
    expect(judgeDemo(acts, outcomes, { ...load, total }).join()).toContain('1 of 100 requests were lost');
  });

  test('names a lost probe', () => {
    const lost = outcomes.with(3, {
      deployment: { ...outcomes[3]?.deployment, receipt: { probes: 20, failures: 2 } } as Deployment,
    });
    expect(judgeDemo(acts, lost, load)).toEqual(['Deployment 4 lost 2 of 20 probes.']);
  });

  test('names traffic that the broken version got', () => {
    expect(judgeDemo(acts, outcomes, { ...load, versions: () => ['v1', 'v3'] })).toEqual([
      'The broken v3 got traffic.',
    ]);
  });

  test('names a deployment that ended otherwise, and a rollback that nobody saw', () => {
    const reverted = outcomes.with(6, {
      deployment: { ...outcomes[6]?.deployment, state: 'reverted' } as Deployment,
    });
    const unseen = acts.with(7, { command: 'twinberth rollback sample prod', load: report });
    expect(judgeDemo(unseen, reverted, load)).toEqual([
      'Deployment 7 is v2, reverted; it should be v2, rolled-back.',
      'No answer of the old version was seen during "twinberth rollback sample prod".',
    ]);
  });
});

describe('what is left of a demo', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'demo-record-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const log = () => undefined;

  test('is forgotten with the private engine that is gone', async () => {
    writeDemo(folder, { kind: 'private', endpoint: 'unix:///gone', run: 'demo-1' });
    expect(await clearDemo(folder, log)).toBe(true);
    expect(existsSync(folder)).toBe(false);
    expect(await clearDemo(folder, log)).toBe(false);
  });

  test('is not forgotten while its engine does not answer', async () => {
    writeDemo(folder, { kind: 'existing', endpoint: 'unix:///gone', run: 'demo-1' });
    await expect(clearDemo(folder, log)).rejects.toThrow('dev.twinberth.run=demo-1');
    expect(readDemo(folder)).toMatchObject({ run: 'demo-1' });
  });
});

describe('the picture of the demo', () => {
  const capture = [
    '$ one',
    'old',
    '$ one',
    '\u001b[1mnew\u001b[22m <v1>  \u001b[38;5;71mgreen\u001b[39m',
    '',
    'end',
  ];

  test('shows the last run of a command, and nothing that the capture has not', () => {
    const lines = cutLines(capture.join('\n'), '$ one', 'end');
    expect(lines).toEqual(capture.slice(2, 4));
    const picture = drawPicture(lines, 'a & b');
    expect([...picture.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text)).toEqual([
      '$ one',
      'new',
      '&lt;v1&gt;',
      'green',
    ]);
    expect(picture).toContain('<title>a &amp; b</title>');
  });

  test('is not drawn from a capture without these lines', () => {
    expect(() => cutLines('nothing', '$ one', 'end')).toThrow('from "$ one" to "end"');
  });
});
