import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Deployment } from '../../../shared/model/deployment.ts';
import type { Environment } from '../../../shared/model/environment.ts';
import type { Host } from '../../../shared/model/host.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import type { Release } from '../../../shared/model/release.ts';

export const sampleHost: Host = {
  id: 'host-1',
  name: 'local',
  endpoint: { kind: 'unix', path: '/var/run/docker.sock' },
  address: '127.0.0.1',
  createdAt: 0,
};

export function sampleConfig(change: Partial<PlacementConfig> = {}): PlacementConfig {
  return {
    mode: 'http',
    port: 8080,
    publish: { port: 18080 },
    replicas: 1,
    strategy: 'auto',
    health: {
      path: '/',
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
    environment: {},
    volumes: [],
    tmpfs: [],
    readOnly: false,
    stopGraceMs: 10_000,
    init: false,
    capAdd: [],
    capDrop: [],
    extraHosts: [],
    labels: {},
    edge: { image: 'edge:1', maxConnections: 4096 },
    ...change,
  };
}

export function sampleRelease(version: number, change: Partial<Release> = {}): Release {
  return {
    id: `release-${version}`,
    app: 'web',
    version,
    tag: `web:v${version}`,
    identity: { configDigest: `sha256:${version}`, layers: ['sha256:a'], platform: 'linux/amd64' },
    inputHash: `input-${version}`,
    source: { kind: 'image', reference: 'web:1' },
    test: { state: 'passed', durationMs: 5, command: ['true'] },
    sizeBytes: 1_000_000,
    createdAt: 0,
    createdBy: 'anna@desk',
    ...change,
  };
}

export function sampleEnvironment(name: string, change: Partial<Environment> = {}): Environment {
  return {
    id: name,
    name,
    position: 0,
    hosts: [sampleHost.id],
    policy: { tested: false, soakMs: 0, approval: false },
    ...change,
  };
}

export const emptyPlan: Plan = {
  kind: 'deploy',
  app: 'web',
  environment: 'prod',
  host: 'local',
  release: 'release-1',
  version: 1,
  image: 'sha256:1',
  toColour: 'blue',
  strategy: 'blue-green',
  strategyWhy: '',
  source: 'create',
  steps: [],
  changes: [],
  interruptions: [],
  refusals: [],
  warnings: [],
};

/** What `deployments.begin` takes, for a deployment of a version. */
export function sampleBegin(id: string, version: number, change: Partial<Deployment> = {}) {
  return {
    id,
    kind: 'deploy' as const,
    app: 'web',
    environment: 'prod',
    host: sampleHost.id,
    release: `release-${version}`,
    version,
    colour: 'blue' as const,
    startedAt: 1000 + version,
    by: 'anna@desk',
    via: 'cli' as const,
    config: sampleConfig(),
    plan: emptyPlan,
    ...change,
  };
}

export function sampleDeployment(version: number, change: Partial<Deployment> = {}): Deployment {
  return { ...sampleBegin(`deployment-${version}`, version), sequence: version, state: 'live', ...change };
}
