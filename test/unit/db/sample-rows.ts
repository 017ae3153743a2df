import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Deployment } from '../../../shared/model/deployment.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import type { Receipt } from '../../../shared/model/receipt.ts';
import type { Release } from '../../../shared/model/release.ts';
import type { LockHolder } from '../../../electron/core/db/stores.ts';

type NewDeployment = Omit<Deployment, 'sequence' | 'state' | 'endedAt' | 'durationMs' | 'receipt' | 'error'>;

export const config: PlacementConfig = {
  mode: 'http',
  port: 8080,
  publish: { address: '127.0.0.1', port: 18080 },
  replicas: 2,
  strategy: 'auto',
  health: {
    path: '/healthz',
    intervalMs: 1000,
    timeoutMs: 5000,
    rise: 2,
    fall: 3,
    stableMs: 2000,
    deadlineMs: 60_000,
  },
  bakeMs: 10_000,
  bakeMaxErrorRate: 0.05,
  warmForMs: 900_000,
  drainMs: 30_000,
  environment: { LOG_LEVEL: 'info', DB_PASSWORD: { secret: 'env:DB_PASSWORD' } },
  volumes: [{ kind: 'volume', source: 'data', target: '/var/lib/app', readOnly: false }],
  tmpfs: [],
  readOnly: true,
  stopGraceMs: 10_000,
  init: false,
  capAdd: [],
  capDrop: [],
  extraHosts: [],
  labels: {},
  edge: { image: 'edge:1', maxConnections: 1000 },
};

export const plan: Plan = {
  kind: 'deploy',
  app: 'web',
  environment: 'dev',
  host: 'local',
  release: 'r1',
  version: 1,
  image: 'sha256:1',
  toColour: 'blue',
  strategy: 'blue-green',
  strategyWhy: 'nothing is shared by two versions',
  source: 'create',
  steps: [{ name: 'lock', text: 'take the lock of web in dev' }],
  changes: [],
  interruptions: [],
  refusals: [],
  warnings: [],
};

export const receipt: Receipt = {
  probes: 120,
  failures: 0,
  longestGapMs: 12.5,
  latencyP50Ms: 1.25,
  latencyP95Ms: 3,
  switchMs: 2,
  untilServingMs: 1800.5,
  via: 'port',
  failureSamples: [],
};

export const host: Host = {
  id: 'h1',
  name: 'local',
  endpoint: { kind: 'unix', path: '/run/docker.sock' },
  address: '127.0.0.1',
  createdAt: 1_000,
};

export function release(change: Partial<Release> = {}): Release {
  return {
    id: 'r1',
    app: 'web',
    version: 1,
    tag: 'web:v1',
    identity: { configDigest: 'sha256:c1', layers: ['sha256:l1', 'sha256:l2'], platform: 'linux/amd64' },
    inputHash: 'aaaa',
    source: { kind: 'image', reference: 'web:1' },
    test: { state: 'untested' },
    sizeBytes: 5_000_000_000,
    createdAt: 1_700_000_000_000,
    createdBy: 'ann@desk',
    ...change,
  };
}

export function deployment(change: Partial<NewDeployment> & { readonly id: string }): NewDeployment {
  return {
    kind: 'deploy',
    app: 'web',
    environment: 'dev',
    host: 'h1',
    release: 'r1',
    version: 1,
    colour: 'blue',
    startedAt: 1_700_000_000_000,
    by: 'ann@desk',
    via: 'cli',
    config,
    plan,
    ...change,
  };
}

export function lockHolder(change: Partial<LockHolder> = {}): LockHolder {
  return {
    app: 'web',
    environment: 'dev',
    host: 'h1',
    token: 't1',
    by: 'ann@desk',
    machine: 'desk',
    pid: 42,
    purpose: 'deploy v2',
    since: 1_700_000_000_000,
    ...change,
  };
}
