import { describe, expect, it } from 'vitest';
import {
  planDeployment,
  type PlanInput,
} from '../../../electron/core/deployments/planning/plan-deployment.ts';
import type { ContainerSummary } from '../../../electron/core/engine/engine.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import { sampleConfig, sampleDeployment, sampleHost, sampleRelease } from './sample-records.ts';

const edge: ContainerSummary = {
  id: 'edge',
  name: 'twinberth-web-prod-edge',
  image: 'sha256:edge',
  labels: {},
  state: 'running',
  createdAt: 0,
  ports: [],
};

function first(change: Partial<PlanInput> = {}): PlanInput {
  return {
    kind: 'deploy',
    environment: 'prod',
    host: sampleHost,
    release: sampleRelease(1),
    image: 'sha256:1',
    config: sampleConfig(),
    moored: {},
    observed: { colours: { blue: [], green: [] } },
    edge: { wanted: 'x', changes: [] },
    policyRefusals: [],
    clashes: [],
    ...change,
  };
}

function replicas(deployment: string, running: boolean, colour: Colour) {
  return [
    {
      id: `${colour}-1`,
      name: `twinberth-web-prod-${colour}-1`,
      replica: 1,
      deployment,
      running,
      image: 'sha256:1',
    },
  ];
}

/** v1 lies in green (standby), v2 serves as blue. */
function second(change: Partial<PlanInput> = {}, standby: 'warm' | 'stopped' = 'warm'): PlanInput {
  const v1 = sampleDeployment(1, { colour: 'green', state: 'superseded' });
  const v2 = sampleDeployment(2);
  return first({
    release: sampleRelease(3),
    berth: {
      app: 'web',
      environment: 'prod',
      host: sampleHost.id,
      active: 'blue',
      activeDeployment: v2.id,
      blue: { deployment: v2.id, state: 'serving' },
      green: { deployment: v1.id, state: standby },
      slot: 1,
      held: false,
    },
    serving: v2,
    moored: { blue: v2, green: v1 },
    observed: {
      edge,
      colours: { blue: replicas(v2.id, true, 'blue'), green: replicas(v1.id, standby === 'warm', 'green') },
    },
    edge: { wanted: 'x', running: 'x', changes: [] },
    ...change,
  });
}

const stepsOf = (input: PlanInput) => planDeployment(input).steps.map((step) => step.name);

describe('planning a deployment', () => {
  it('makes everything at the first one, and swaps nothing', () => {
    expect(stepsOf(first())).toEqual([
      'lock',
      'image',
      'network',
      'edge',
      'create',
      'start',
      'ready',
      'switch',
      'bake',
      'receipt',
    ]);
    expect(planDeployment(first()).toColour).toBe('blue');
  });

  it('puts the next one into the idle berth, after emptying it', () => {
    const plan = planDeployment(second());
    expect(plan.fromColour).toBe('blue');
    expect(plan.toColour).toBe('green');
    expect(plan.steps.map((step) => step.name)).toEqual([
      'lock',
      'image',
      'clear',
      'create',
      'start',
      'ready',
      'switch',
      'bake',
      'standby',
      'receipt',
    ]);
  });

  it('rolls back to a warm standby with one map change', () => {
    const plan = planDeployment(second({ kind: 'rollback', release: sampleRelease(1) }));
    expect(plan.source).toBe('warm');
    expect(plan.steps.map((step) => step.name)).toEqual(['lock', 'switch', 'standby', 'receipt']);
  });

  it('starts a stopped standby again, without creating anything', () => {
    const input = second({ kind: 'rollback', release: sampleRelease(1) }, 'stopped');
    expect(stepsOf(input)).toEqual(['lock', 'start', 'ready', 'switch', 'standby', 'receipt']);
  });

  it('makes new containers when the standby is of another configuration, or incomplete', () => {
    const other = second({
      kind: 'rollback',
      release: sampleRelease(1),
      config: sampleConfig({ replicas: 2 }),
    });
    expect(planDeployment(other).source).toBe('create');
    const gone = second({ kind: 'rollback', release: sampleRelease(1) });
    const plan = planDeployment({
      ...gone,
      observed: { edge, colours: { blue: gone.observed.colours.blue, green: [] } },
    });
    expect(plan.source).toBe('create');
    expect(plan.warnings.join()).toContain('containers are gone');
  });

  it('never takes old containers for a deployment, whose secrets may have changed', () => {
    expect(planDeployment(second({ release: sampleRelease(1) })).source).toBe('create');
  });

  it('watches what a rollback goes to only when nobody has watched it to its end', () => {
    const rollback = (unproven?: boolean) =>
      stepsOf(
        second({
          kind: 'rollback',
          release: sampleRelease(1),
          ...(unproven === undefined ? {} : { unproven }),
        }),
      );
    expect(rollback()).not.toContain('bake');
    expect(rollback(false)).not.toContain('bake');
    expect(rollback(true).slice(-4)).toEqual(['switch', 'bake', 'standby', 'receipt']);
  });
});

describe('strategy', () => {
  const data = { kind: 'volume' as const, source: 'data', target: '/data', readOnly: false };

  it('holds requests where two versions would write to one volume, and says why', () => {
    const serving = sampleDeployment(2, { config: sampleConfig({ volumes: [data] }) });
    const plan = planDeployment(second({ serving, config: sampleConfig({ volumes: [data] }) }));
    expect(plan.strategy).toBe('hold-and-swap');
    expect(plan.strategyWhy).toContain('`data`');
    expect(plan.interruptions.map((interruption) => interruption.kind)).toEqual(['hold']);
    expect(plan.interruptions[0]?.why).toContain('connections that stay open to v2 end with it');
    expect(plan.steps.map((step) => step.name)).toEqual([
      'lock',
      'image',
      'clear',
      'create',
      'hold',
      'stop-old',
      'start',
      'ready',
      'switch',
      'bake',
      'standby',
      'receipt',
    ]);
  });

  it('runs both side by side when the volume is read-only, or new', () => {
    const readOnly = sampleConfig({ volumes: [{ ...data, readOnly: true }] });
    expect(
      planDeployment(second({ serving: sampleDeployment(2, { config: readOnly }), config: readOnly }))
        .strategy,
    ).toBe('blue-green');
    expect(planDeployment(second({ config: sampleConfig({ volumes: [data] }) })).strategy).toBe('blue-green');
  });

  it('does what was asked for, and warns in its reason', () => {
    const config = sampleConfig({ volumes: [data], strategy: 'blue-green' });
    const plan = planDeployment(second({ serving: sampleDeployment(2, { config }), config }));
    expect(plan.strategy).toBe('blue-green');
    expect(plan.strategyWhy).toContain('both versions will write');
    expect(planDeployment(second({ config: sampleConfig({ strategy: 'hold-and-swap' }) })).strategy).toBe(
      'hold-and-swap',
    );
  });
});

describe('edge replacement', () => {
  it('is announced, and waits for the switch', () => {
    const input = second({
      edge: { wanted: 'y', running: 'x', changes: ['published port 18080 becomes 18081'] },
    });
    const plan = planDeployment(input);
    expect(plan.interruptions[0]).toMatchObject({ kind: 'edge-replacement' });
    expect(plan.interruptions[0]?.why).toContain('18080 becomes 18081');
    expect(plan.steps.some((step) => step.name === 'edge')).toBe(false);
    expect(plan.steps.find((step) => step.name === 'switch')?.text).toContain('replace the edge');
  });

  it('comes first when the edge is to stop speaking HTTP', () => {
    const input = second({
      config: sampleConfig({ mode: 'tcp' }),
      edge: { wanted: 'y', running: 'x', changes: ['mode'] },
    });
    const names = stepsOf(input);
    expect(names.indexOf('edge')).toBeGreaterThan(-1);
    expect(names.indexOf('edge')).toBeLessThan(names.indexOf('ready'));
  });
});

describe('refusals', () => {
  it('never takes a release that failed its test or was withdrawn, whatever the reason', () => {
    const failed = sampleRelease(3, {
      test: { state: 'failed', durationMs: 1, command: ['x'], reason: 'exit code 1' },
    });
    const plan = planDeployment(second({ release: failed, override: 'because' }));
    expect(plan.refusals).toMatchObject([{ kind: 'impossible', code: 'test-failed' }]);
    const withdrawn = planDeployment(second({ release: sampleRelease(3, { withdrawnAt: 5 }) }));
    expect(withdrawn.refusals).toMatchObject([{ kind: 'impossible', code: 'withdrawn' }]);
  });

  it('lets a reason go against the policy, and keeps the reason in the plan', () => {
    const policyRefusals = [{ kind: 'policy' as const, code: 'soak' as const, message: '5 min left' }];
    expect(planDeployment(second({ policyRefusals })).refusals).toEqual(policyRefusals);
    const overridden = planDeployment(second({ policyRefusals, override: 'the house is on fire' }));
    expect(overridden.refusals).toEqual([]);
    expect(overridden.warnings.join()).toContain('the house is on fire');
  });

  it('refuses names that something else has', () => {
    const plan = planDeployment(first({ clashes: ['twinberth-web-prod-blue-1'] }));
    expect(plan.refusals[0]?.message).toContain('twinberth-web-prod-blue-1');
  });
});
