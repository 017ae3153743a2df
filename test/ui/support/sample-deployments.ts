import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Deployment, StepRecord } from '../../../shared/model/deployment.ts';
import type { DeploymentDetail, ProbeBucket } from '../../../shared/model/deployment-views.ts';
import type { Plan, PlanStep } from '../../../shared/model/plan.ts';
import type { Receipt } from '../../../shared/model/receipt.ts';
import { NOON } from './sample-house.ts';
import { sampleRelease } from './sample-releases.ts';

const BEGAN = NOON - 2 * 3_600_000;

export const SAMPLE_STEPS: readonly (PlanStep & { readonly tookMs: number })[] = [
  { name: 'lock', text: 'lock web in staging', tookMs: 12 },
  { name: 'image', text: 'send web:v15 to nuc-1: 3 layers, 4.1 MB', tookMs: 640 },
  { name: 'edge', text: 'use the edge that runs', tookMs: 8 },
  { name: 'create', text: 'create 1 container of green', tookMs: 180 },
  { name: 'start', text: 'start it', tookMs: 240 },
  { name: 'ready', text: 'the edge saw 1 of 1 up for 2 s', tookMs: 3100 },
  { name: 'switch', text: 'the gate swung from blue to green', tookMs: 38 },
  { name: 'bake', text: 'watched v15 for 10 s', tookMs: 10_000 },
  { name: 'standby', text: 'v14 stays warm for 15 min', tookMs: 5 },
  { name: 'receipt', text: 'written', tookMs: 3 },
];

export const SAMPLE_RECEIPT: Receipt = {
  probes: 1421,
  failures: 0,
  longestGapMs: 14,
  latencyP50Ms: 2.1,
  latencyP95Ms: 6.4,
  connectionsCut: 0,
  switchMs: 1.4,
  untilServingMs: 4220,
  via: 'port',
  failureSamples: [],
};

export function sampleProbes(): readonly ProbeBucket[] {
  return Array.from({ length: 57 }, (_, index) => ({
    atMs: index * 250,
    sent: 24 + (index % 3),
    failed: 0,
    latencyMaxMs: index === 17 ? 14 : 3 + ((index * 7) % 5),
  }));
}

export function sampleDeployment(change: Partial<Deployment> = {}): Deployment {
  return {
    sequence: 71,
    id: 'd-web-staging-15',
    kind: 'promote',
    app: 'web',
    environment: 'staging',
    host: 'h-nuc-1',
    release: 'r-web-15',
    version: 15,
    colour: 'green',
    state: 'live',
    startedAt: BEGAN,
    endedAt: BEGAN + 14_226,
    durationMs: 14_226,
    by: 'ada@laptop',
    via: 'app',
    message: 'the new cache',
    previous: 'd-web-staging-14',
    from: 'dev',
    config: { mode: 'http', replicas: 1, environment: { LOG_LEVEL: 'warn' } } as unknown as PlacementConfig,
    plan: samplePlan(),
    receipt: SAMPLE_RECEIPT,
    ...change,
  };
}

export function sampleDetail(
  change: Partial<DeploymentDetail> = {},
  deployment: Partial<Deployment> = {},
): DeploymentDetail {
  return {
    deployment: sampleDeployment(deployment),
    host: 'nuc-1',
    release: sampleRelease('web', 15),
    steps: sampleSteps(),
    evidence: [],
    serving: { version: 15, colour: 'green' },
    probes: sampleProbes(),
    ...change,
  };
}

/** A deployment that came to nothing: the new colour never answered as it should. */
export function sampleFailure(): DeploymentDetail {
  const steps = sampleSteps().slice(0, 6);
  const { receipt: _receipt, ...failed } = sampleDeployment({
    id: 'd-failed',
    kind: 'deploy',
    state: 'failed',
    override: 'the house is cold',
    error: {
      code: 'ready.failed',
      message: 'web v15 was not ready in staging within 60 s: its check answers 500. v14 goes on serving.',
      details: { check: 'L7STS 500' },
    },
  });
  return {
    deployment: failed,
    host: 'nuc-1',
    steps: steps.map((step) =>
      step.name === 'ready' ? { ...step, state: 'failed', note: 'L7STS 500' } : step,
    ),
    evidence: [
      {
        container: 'twinberth-web-staging-green-1',
        replica: 1,
        exitCode: 137,
        oomKilled: true,
        state: 'exited',
        logLines: [
          'listening on 8080',
          '\u001b[31mError: no such table: prices\u001b[0m',
          'x'.repeat(1_000_000),
        ],
        healthLog: ['curl: (22) The requested URL returned error: 500'],
        edgeCheck: 'L7STS 500',
      },
    ],
    serving: { version: 14, colour: 'blue' },
  };
}

function sampleSteps(): readonly StepRecord[] {
  let at = BEGAN;
  return SAMPLE_STEPS.map(({ name, text, tookMs }, index) => {
    const startedAt = at;
    at += tookMs;
    return { index, name, state: 'done', startedAt, durationMs: tookMs, note: text };
  });
}

function samplePlan(): Plan {
  return {
    kind: 'promote',
    app: 'web',
    environment: 'staging',
    host: 'nuc-1',
    release: 'r-web-15',
    version: 15,
    image: 'sha256:9c41e07b12f0',
    fromColour: 'blue',
    toColour: 'green',
    fromVersion: 14,
    strategy: 'blue-green',
    strategyWhy: 'no volume is shared',
    source: 'create',
    steps: SAMPLE_STEPS.map(({ name, text }) => ({ name, text })),
    changes: [
      { kind: 'changed', what: 'variable', name: 'LOG_LEVEL', before: 'info', after: 'warn' },
      { kind: 'added', what: 'variable', name: 'CACHE_TTL', after: '60' },
    ],
    interruptions: [],
    refusals: [],
    warnings: [],
  };
}
