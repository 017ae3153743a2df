import type { BuildRecord } from '../../../shared/model/build-record.ts';
import type { Operation } from '../../../shared/model/operation.ts';
import type { Release } from '../../../shared/model/release.ts';
import type { ReleaseComparison, ReleaseView } from '../../../shared/model/release-views.ts';
import { NOON } from './sample-house.ts';

const HOUR = 3_600_000;

export function sampleDigest(seed: number): string {
  return `sha256:${(0x9c41e07b12f0 + seed * 7_919_777).toString(16).padStart(12, '0').slice(-12)}${'0a1b2c3d'.repeat(7).slice(0, 52)}`;
}

export function sampleRelease(app: string, version: number, change: Partial<Release> = {}): Release {
  return {
    id: `r-${app}-${version}`,
    app,
    version,
    tag: `${app}:v${version}`,
    identity: {
      configDigest: sampleDigest(version),
      layers: [sampleDigest(1), sampleDigest(2), sampleDigest(100 + version)],
      platform: 'linux/amd64',
    },
    inputHash: sampleDigest(500 + version).replace('sha256:', ''),
    source: {
      kind: 'build',
      directory: `/home/ada/src/${app}`,
      context: '.',
      dockerfile: 'Dockerfile',
      args: { NODE_ENV: 'production' },
      bases: [{ reference: 'node:24-slim', digest: sampleDigest(9) }],
    },
    test: { state: 'passed', durationMs: 41_000, command: ['node', '--test'] },
    sizeBytes: 84_200_000 + version * 10_000,
    revision: '4be1f2a90c3d5e7f8a9b0c1d2e3f4a5b6c7d8e9f',
    createdAt: NOON - (17 - version) * 20 * HOUR,
    createdBy: 'ada@laptop',
    ...change,
  };
}

/** web from v16 down: v16 in dev, v15 in staging, v14 failed its test, v13 in prod and pinned, v11 withdrawn. */
export function sampleReleases(): readonly ReleaseView[] {
  const view = (version: number, change: Partial<ReleaseView> = {}, release: Partial<Release> = {}) => ({
    release: sampleRelease('web', version, release),
    runs: [],
    approvals: [],
    buildLog: `log-${version}`,
    ...change,
  });
  return [
    view(16, { runs: [{ environment: 'dev', host: 'laptop', colour: 'blue', state: 'serving' }] }),
    view(15, {
      runs: [
        { environment: 'dev', host: 'laptop', colour: 'green', state: 'warm' },
        { environment: 'staging', host: 'nuc-1', colour: 'green', state: 'serving' },
      ],
      approvals: [{ environment: 'prod', by: 'grace@desk', at: NOON - HOUR, message: 'looked at it twice' }],
    }),
    view(
      14,
      {},
      {
        test: {
          state: 'failed',
          durationMs: 12_000,
          command: ['node', '--test'],
          exitCode: 1,
          reason: 'the test command failed: exit code 1',
        },
      },
    ),
    view(13, {
      runs: [{ environment: 'prod', host: 'nuc-1', colour: 'blue', state: 'serving' }],
      pinned: { by: 'ada@laptop', at: NOON - 48 * HOUR },
    }),
    view(12, { runs: [{ environment: 'prod', host: 'nuc-1', colour: 'green', state: 'stopped' }] }),
    view(11, {}, { withdrawnAt: NOON - 100 * HOUR, test: { state: 'untested' } }),
  ];
}

export function sampleBuild(sequence: number, change: Partial<BuildRecord> = {}): BuildRecord {
  return {
    sequence,
    id: `b-${sequence}`,
    app: 'web',
    state: 'done',
    startedAt: NOON - (20 - sequence) * 5 * HOUR,
    durationMs: 48_200,
    by: 'ada@laptop',
    release: `r-web-${sequence}`,
    buildLog: `log-${sequence}`,
    testLog: `test-${sequence}`,
    ...change,
  };
}

export function sampleBuilds(): readonly BuildRecord[] {
  const { release: _release, testLog: _testLog, ...failed } = sampleBuild(15, { state: 'failed' });
  return [
    sampleBuild(16),
    {
      ...failed,
      durationMs: 3100,
      error: {
        code: 'build.failed',
        message:
          'The build failed at line 4 of Dockerfile, `RUN npm ci`: the command ended with exit code 1.',
        details: {
          engine: 'process "/bin/sh -c npm ci" did not complete successfully: exit code: 1',
          dockerfile: 'Dockerfile',
          step: '[2/4] RUN npm ci',
          line: 4,
          instruction: 'RUN npm ci',
          exitCode: 1,
          output: 'npm error code EUSAGE\nnpm error The lock file does not fit package.json.',
        },
      },
    },
    sampleBuild(14, { state: 'reused', durationMs: 800 }),
    sampleBuild(13, { state: 'cancelled', durationMs: 9000 }),
  ];
}

export const BUILD_LOG = [
  '#1 [internal] load build definition from Dockerfile',
  '#1 done after 0.02 s',
  '#2 [1/4] FROM node:24-slim',
  '#2 cached',
  '#3 [2/4] RUN npm ci',
  '#3 added 212 packages in 3s',
  '#3 done after 3.20 s',
  '#4 [3/4] COPY . .',
  '#4 done after 0.11 s',
  '#5 [4/4] RUN npm run build',
  '#5 built in 1.1s',
  '#5 done after 1.30 s',
].join('\n');

export const TEST_LOG = ['TAP version 13', 'ok 1 - answers', '# pass 1', '# fail 0'].join('\n');

export function sampleBuildOperation(change: Partial<Operation> = {}): Operation {
  return {
    id: 'op-build',
    kind: 'build',
    title: 'Build web v17',
    app: 'web',
    state: 'running',
    startedAt: NOON - 12_000,
    text: '[3/4] COPY . .',
    progress: { current: 3, total: 5, unit: 'steps' },
    cancellable: true,
    ...change,
  };
}

export function sampleReleaseComparison(): ReleaseComparison {
  return {
    from: sampleRelease('web', 15),
    to: sampleRelease('web', 16, { revision: '77c0d19a90c3d5e7f8a9b0c1d2e3f4a5b6c7d8e9' }),
    sameImage: false,
    changes: [
      { kind: 'changed', what: 'base', name: 'node:24-slim', before: 'sha256:11aa', after: 'sha256:22bb' },
      { kind: 'added', what: 'variable', name: 'CACHE_TTL', after: '60' },
      {
        kind: 'changed',
        what: 'label',
        name: 'org.opencontainers.image.version',
        before: 'v15',
        after: 'v16',
      },
      { kind: 'removed', what: 'port', name: '9229/tcp' },
      { kind: 'changed', what: 'command', name: 'command', before: 'node a.js', after: 'node b.js' },
    ],
    layers: [
      { diffId: sampleDigest(1), in: 'both', madeBy: 'FROM node:24-slim', sizeBytes: 74_800_000 },
      { diffId: sampleDigest(2), in: 'both', madeBy: 'RUN npm ci', sizeBytes: 8_400_000 },
      { diffId: sampleDigest(115), in: 'from', madeBy: 'COPY . .', sizeBytes: 940_000 },
      { diffId: sampleDigest(116), in: 'to', madeBy: 'COPY . .', sizeBytes: 1_210_000 },
    ],
  };
}
