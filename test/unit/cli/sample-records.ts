import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Deployment, ReplicaEvidence } from '../../../shared/model/deployment.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import type { Receipt } from '../../../shared/model/receipt.ts';
import type { Release } from '../../../shared/model/release.ts';

/** The wall clock of these tests: 2026-11-23 03:00 UTC. */
export const NOW = 1_795_402_800_000;

export function sampleConfig(): PlacementConfig {
  return {
    mode: 'http',
    port: 8080,
    publish: { address: '127.0.0.1', port: 18080 },
    replicas: 1,
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
    environment: {},
    volumes: [],
    tmpfs: [],
    readOnly: true,
    stopGraceMs: 10_000,
    init: true,
    capAdd: [],
    capDrop: [],
    extraHosts: [],
    labels: {},
    edge: { image: 'haproxy:3.2-alpine', maxConnections: 4096 },
  };
}

export function sampleRelease(version: number, change: Partial<Release> = {}): Release {
  return {
    id: `release-${version}`,
    app: 'web',
    version,
    tag: `web:v${version}`,
    identity: {
      configDigest: `sha256:${String(version).repeat(64).slice(0, 64)}`,
      layers: ['sha256:aaaa'],
      platform: 'linux/amd64',
    },
    inputHash: `${version}f00d`.repeat(16).slice(0, 64),
    source: {
      kind: 'build',
      directory: '/srv/web',
      context: '/srv/web',
      dockerfile: 'Dockerfile',
      args: {},
      bases: [],
    },
    test: { state: 'passed', durationMs: 1200, command: ['node', '--test'] },
    sizeBytes: 12_345_678,
    createdAt: NOW - 3 * 60_000,
    createdBy: 'ann@desk',
    ...change,
  };
}

export function samplePlan(change: Partial<Plan> = {}): Plan {
  return {
    kind: 'deploy',
    app: 'web',
    environment: 'prod',
    host: 'local',
    release: 'release-7',
    version: 7,
    image: `sha256:${'1f2e3d4c5b6a'.repeat(5)}7777`,
    fromColour: 'blue',
    toColour: 'green',
    fromVersion: 6,
    strategy: 'blue-green',
    strategyWhy: 'nothing that it writes to is shared',
    source: 'create',
    steps: [
      { name: 'lock', text: 'lock web in prod' },
      { name: 'image', text: 'web:v7 is on local' },
      { name: 'network', text: 'twinberth-prod is there' },
      { name: 'edge', text: 'the edge is there' },
      { name: 'create', text: 'create green-1' },
      { name: 'start', text: 'start green-1' },
      { name: 'ready', text: 'up for 2 s on the edge’s own check' },
      { name: 'switch', text: 'swing the gate to green' },
      { name: 'bake', text: 'watch it for 10 s' },
      { name: 'standby', text: 'keep blue warm for 15 min' },
      { name: 'receipt', text: 'write what it cost' },
    ],
    changes: [
      { kind: 'changed', what: 'variable', name: 'LOG_LEVEL', before: 'info', after: 'debug' },
      { kind: 'added', what: 'variable', name: 'FEATURE_X', after: 'on' },
      { kind: 'changed', what: 'variable', name: 'DB_PASSWORD' },
      { kind: 'removed', what: 'mount', name: '/var/cache', before: 'cache' },
    ],
    interruptions: [],
    refusals: [],
    warnings: [],
    ...change,
  };
}

export function sampleReceipt(change: Partial<Receipt> = {}): Receipt {
  return {
    probes: 412,
    failures: 0,
    longestGapMs: 21.4,
    latencyP50Ms: 0.6,
    latencyP95Ms: 1.4,
    switchMs: 1.9,
    untilServingMs: 3412,
    via: 'port',
    failureSamples: [],
    ...change,
  };
}

export function sampleDeployment(change: Partial<Deployment> = {}): Deployment {
  const plan = change.plan ?? samplePlan();
  return {
    sequence: 41,
    id: '4f0c2a9be1d37786',
    kind: plan.kind,
    app: plan.app,
    environment: plan.environment,
    host: 'host-1',
    release: plan.release,
    version: plan.version,
    colour: plan.toColour,
    state: 'live',
    startedAt: NOW - 14_200,
    endedAt: NOW,
    durationMs: 14_200,
    by: 'ann@desk',
    via: 'cli',
    config: sampleConfig(),
    plan,
    receipt: sampleReceipt(),
    ...change,
  };
}

export function sampleEvidence(change: Partial<ReplicaEvidence> = {}): ReplicaEvidence {
  return {
    container: 'twinberth-web-prod-green-1',
    replica: 1,
    exitCode: 1,
    oomKilled: false,
    state: 'exited',
    logLines: [
      ...Array.from({ length: 30 }, (_, index) => `warming up ${index}`),
      'Error: Cannot find module "left-pad"',
      '    at Module._resolve (node:internal:1:1)',
    ],
    healthLog: ['exit 1: curl: (7) Failed to connect'],
    edgeCheck: 'L4CON Connection refused',
    ...change,
  };
}
