import type { DoctorView } from '../../../shared/model/doctor-view.ts';
import type { DriftReport } from '../../../shared/model/drift.ts';
import type { HealthChange, TrafficSeries } from '../../../shared/model/health-views.ts';
import type { EngineFacts, HostDetail, HostTrial } from '../../../shared/model/host-views.ts';
import type {
  CacheRecord,
  KeptContainer,
  KeptLog,
  StoragePlan,
  StoredImage,
} from '../../../shared/model/storage.ts';
import { NOON } from './sample-house.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const SAMPLE_CONTAINERS: readonly KeptContainer[] = [
  {
    id: 'c1',
    name: 'twinberth-api-prod-blue-1',
    app: 'api',
    environment: 'prod',
    colour: 'blue',
    why: 'live',
  },
  { id: 'c2', name: 'twinberth-api-prod-edge', app: 'api', environment: 'prod', why: 'edge' },
  {
    id: 'c3',
    name: 'twinberth-api-prod-green-1',
    app: 'api',
    environment: 'prod',
    colour: 'green',
    why: 'stopped',
  },
];
const SAMPLE_CACHE: readonly CacheRecord[] = [
  { id: 'r1', description: 'COPY . .', sizeBytes: 30_000_000, why: 'image' },
  { id: 'r2', description: 'RUN npm ci', sizeBytes: 20_000_000, why: 'builder' },
];
const SAMPLE_LOGS: readonly KeptLog[] = [
  { id: 'l8', app: 'api', build: 'b8', kind: 'build', at: NOON, bytes: 40_000, why: 'release' },
  { id: 'l9', app: 'api', build: 'b9', kind: 'build', at: NOON, bytes: 60_000, why: 'newest' },
];

export function sampleChanges(): readonly HealthChange[] {
  const prod = { app: 'api', environment: 'prod', host: 'nuc-1' };
  return [
    {
      ...prod,
      at: NOON - 2 * MINUTE,
      from: 'well',
      to: 'down',
      why: 'the check of replica 1 fails (L7STS 500).',
    },
    {
      ...prod,
      at: NOON - 3 * MINUTE,
      to: 'well',
      event: 'restart',
      why: 'twinberth-api-prod-blue-1 started again',
    },
    {
      app: 'web',
      environment: 'staging',
      host: 'nuc-1',
      at: NOON - 5 * HOUR,
      from: 'degraded',
      to: 'well',
    },
    {
      app: 'web',
      environment: 'staging',
      host: 'nuc-1',
      at: NOON - 6 * HOUR,
      to: 'degraded',
      event: 'oom',
      why: 'twinberth-web-staging-green-2 ended with code 137 (out of memory)',
    },
  ];
}

export function sampleSeries(span: 'recent' | 'day'): TrafficSeries {
  const step = span === 'recent' ? 5000 : MINUTE;
  const count = span === 'recent' ? 60 : 1440;
  return {
    span,
    samples: Array.from({ length: count }, (_, place) => ({
      at: NOON - (count - place) * step,
      requests: 20 + 9 * Math.sin(place / 7) + ((place * 7) % 5),
      errors: place > count * 0.8 ? ((place * 3) % 7) / 2 : 0,
      latencyMs: 14 + ((place * 5) % 9) + (place > count * 0.8 ? 40 : 0),
    })),
  };
}

export function sampleEngine(change: Partial<EngineFacts> = {}): EngineFacts {
  return {
    name: 'nuc-1',
    version: '29.1.2',
    apiVersion: '1.52',
    os: 'linux',
    architecture: 'amd64',
    imageStore: 'containerd',
    storageDriver: 'overlayfs',
    builder: 'buildkit',
    rootless: false,
    flavour: 'docker',
    dataRoot: '/var/lib/docker',
    ...change,
  };
}

export function sampleHostDetail(name: string, change: Partial<HostDetail> = {}): HostDetail {
  return {
    host: {
      id: `h-${name}`,
      name,
      endpoint: { kind: 'tcp', host: name, port: 2376 },
      address: name,
      createdAt: NOON - 40 * DAY,
    },
    engine: sampleEngine({ name }),
    pingMs: 1.8,
    edgeImage: 'present',
    warnings: [],
    ...change,
  };
}

export function sampleTrial(change: Partial<HostTrial> = {}): HostTrial {
  return {
    endpoint: 'tcp://nuc-3:2376',
    engine: sampleEngine({ name: 'nuc-3', rootless: true }),
    pingMs: 2.4,
    warnings: [],
    ...change,
  };
}

export function sampleDrift(): readonly DriftReport[] {
  const checked = { host: 'nuc-1', state: 'checked', checkedAt: NOON - MINUTE } as const;
  return [
    {
      ...checked,
      app: 'api',
      environment: 'staging',
      version: 41,
      colour: 'blue',
      deployment: 'd-api-staging-41',
      findings: [
        {
          kind: 'state',
          what: 'replica 2 does not run',
          severity: 'serious',
          container: 'twinberth-api-staging-blue-2',
          expected: 'running',
          observed: 'exited with code 137',
          since: NOON - 9 * MINUTE,
          healing: 'starts it again',
        },
        {
          kind: 'variable',
          what: 'LOG_LEVEL is another',
          severity: 'warning',
          container: 'twinberth-api-staging-blue-1',
          expected: 'info',
          observed: 'trace',
          since: NOON - 3 * HOUR,
          healing: 'puts a new container in its place, made as it was deployed',
        },
        {
          kind: 'exec',
          what: 'somebody ran sh in it',
          severity: 'info',
          container: 'twinberth-api-staging-blue-1',
          since: NOON - 3 * HOUR,
          healing: 'nothing: files are looked at anyway',
        },
      ],
    },
    { ...checked, app: 'web', environment: 'staging', version: 15, findings: [] },
    {
      app: 'web',
      environment: 'prod',
      host: 'nuc-2',
      state: 'unreachable',
      problem: 'The engine at tcp://nuc-2:2376 does not answer: connection refused.',
      checkedAt: NOON,
      findings: [],
    },
  ];
}

export function sampleStorage(): StoragePlan {
  return {
    hosts: [
      {
        host: 'nuc-1',
        removes: [
          { ...image('web', 9, 180), why: 'old', freesBytes: 48_000_000 },
          { ...image('web', 8, 182), why: 'withdrawn', freesBytes: 61_000_000 },
        ],
        keeps: [
          {
            ...image('web', 13, 170),
            reasons: [{ kind: 'live', environment: 'prod', host: 'nuc-1' }],
            costsBytes: 12_000_000,
          },
          {
            ...image('web', 12, 168),
            reasons: [{ kind: 'rollback', environment: 'prod', host: 'nuc-1' }],
            costsBytes: 48_000_000,
          },
          { ...image('api', 30, 92), reasons: [{ kind: 'pinned', by: 'ada@laptop' }], costsBytes: 9_000_000 },
        ],
        foreignImages: 7,
        keptContainers: SAMPLE_CONTAINERS,
        foreignContainers: 2,
        cache: SAMPLE_CACHE,
        orphans: [
          {
            kind: 'container',
            id: 'c1',
            name: 'twinberth-web-dev-green-1',
            owner: 'ada@laptop',
            removable: true,
          },
          { kind: 'volume', id: 'v1', name: 'twinberth-old-data', owner: 'ada@laptop', removable: false },
          { kind: 'network', id: 'n1', name: 'twinberth-qa', owner: 'bob@rack', removable: false },
        ],
        freesBytes: 109_000_000,
        cachedBytes: 40_000_000,
      },
    ],
    unreachable: [{ host: 'nuc-2', problem: 'The engine at tcp://nuc-2:2376 does not answer.' }],
    logs: [{ id: 'l1', app: 'web', build: 'b1', kind: 'build', at: NOON - 90 * DAY, bytes: 1_000_000 }],
    logsBytes: 1_000_000,
    keptLogs: SAMPLE_LOGS,
    history: { bytes: 5_300_000, freeBytes: 200_000 },
  };
}

export function sampleDoctor(): DoctorView {
  return {
    ok: false,
    findings: [
      { level: 'problem', what: 'nuc-2 does not answer.', wayOut: 'Start it, or `twinberth host rm nuc-2`.' },
      {
        level: 'warning',
        what: 'web in dev is locked by a process that is gone.',
        wayOut: 'Fix gives it up.',
      },
      { level: 'ok', what: 'The history is whole.' },
    ],
    settings: [],
  };
}

function image(app: string, version: number, megabytes: number): StoredImage {
  return {
    id: `sha256:${app}${version}`,
    app,
    version,
    release: `r-${app}-${version}`,
    tags: [`${app}:v${version}`],
    createdAt: NOON - (60 - version) * DAY,
    sizeBytes: megabytes * 1_000_000,
  };
}
