import type { LaneVerdict, PlanView, WayBack } from '../../../shared/model/deployment-views.ts';
import type { ConfigChange, Plan } from '../../../shared/model/plan.ts';
import type { Release } from '../../../shared/model/release.ts';
import { NOON } from '../support/sample-house.ts';

const HOUR = 3_600_000;

export function sampleRelease(app: string, version: number, change: Partial<Release> = {}): Release {
  return {
    id: `r-${app}-${version}`,
    app,
    version,
    tag: `${app}:v${version}`,
    identity: {
      configDigest: `sha256:9c41e07b12f0${'0'.repeat(52)}`,
      layers: ['sha256:1'],
      platform: 'linux/amd64',
    },
    inputHash: 'f'.repeat(64),
    source: {
      kind: 'build',
      directory: `/home/ada/src/${app}`,
      context: '.',
      dockerfile: 'Dockerfile',
      args: {},
      bases: [],
    },
    test: { state: 'passed', durationMs: 41_000, command: ['node', '--test'] },
    sizeBytes: 48_000_000,
    createdAt: NOON - 3 * HOUR,
    createdBy: 'ada@laptop',
    ...change,
  };
}

export const SOME_CHANGES: readonly ConfigChange[] = [
  { kind: 'added', what: 'variable', name: 'CACHE_TTL', after: '60' },
  { kind: 'changed', what: 'variable', name: 'LOG_LEVEL', before: 'info', after: 'warn' },
  {
    kind: 'changed',
    what: 'variable',
    name: 'DB_PASSWORD',
    before: 'secret (file)',
    after: 'secret (file), another one',
  },
  { kind: 'removed', what: 'variable', name: 'LEGACY_LOGIN', before: 'yes' },
];

export function samplePlan(change: Partial<Plan> = {}): Plan {
  return {
    kind: 'promote',
    app: 'web',
    environment: 'prod',
    host: 'nuc-1',
    release: 'r-web-15',
    version: 15,
    image: 'sha256:9c41e07b12f0',
    fromColour: 'blue',
    toColour: 'green',
    fromVersion: 13,
    strategy: 'blue-green',
    strategyWhy: 'no shared volume',
    source: 'create',
    steps: [
      { name: 'lock', text: 'lock web in prod, here and on nuc-1' },
      { name: 'image', text: 'verify web:v15 on nuc-1' },
      { name: 'create', text: 'create v15 as green, 2 replicas' },
      { name: 'start', text: 'start v15 as green, 2 replicas' },
      { name: 'ready', text: 'the edge sees every replica answer GET /healthz for 2 s' },
      { name: 'switch', text: 'swing the gate from blue to green' },
      { name: 'bake', text: 'watch for 10 s, and swing back if it goes wrong' },
      { name: 'standby', text: 'keep blue running for 15 min, then drain and stop it' },
      { name: 'receipt', text: 'write down what the swap cost' },
    ],
    changes: SOME_CHANGES,
    interruptions: [],
    refusals: [],
    warnings: [],
    ...change,
  };
}

export function samplePlanView(change: Partial<Plan> = {}, view: Partial<PlanView> = {}): PlanView {
  const plan = samplePlan(change);
  return {
    plan,
    release: sampleRelease(plan.app, plan.version),
    serving: 'd-web-prod-13',
    hosts: ['nuc-1'],
    soak: { doneMs: 2 * HOUR + 600_000, wantedMs: HOUR },
    wayBack: sampleWayBack(),
    ...view,
  };
}

export function sampleWayBack(change: Partial<WayBack> = {}): WayBack {
  return {
    to: { version: 13, deployment: 'd-web-prod-13', source: 'warm', colour: 'blue' },
    lastMs: 38,
    ...change,
  };
}

/** web v15 of staging: dev is refused for the order of lanes, prod takes it. */
export function sampleVerdicts(change: Partial<LaneVerdict> = {}): readonly LaneVerdict[] {
  return [
    {
      environment: 'dev',
      takes: false,
      version: 16,
      same: false,
      refusals: [
        {
          kind: 'impossible',
          code: 'other',
          message: 'dev comes before staging: releases are promoted to later lanes.',
        },
      ],
      overridable: false,
    },
    {
      environment: 'prod',
      takes: true,
      version: 13,
      same: false,
      refusals: [],
      overridable: false,
      ...change,
    },
  ];
}

/** prod asks for an hour of soak, and twelve minutes of it are left. */
export const SOAKING: Partial<LaneVerdict> = {
  takes: false,
  refusals: [
    {
      kind: 'policy',
      code: 'soak',
      message: 'prod takes a release after 1 h in staging; web:v15 has 12 min left.',
    },
  ],
  soakedAt: NOON + 12 * 60_000,
  overridable: true,
};
