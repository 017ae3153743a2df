import { describe, expect, it } from 'vitest';
import {
  planDeployment,
  type PlanInput,
} from '../../../electron/core/deployments/planning/plan-deployment.ts';
import { sampleConfig, sampleDeployment, sampleHost, sampleRelease } from '../deployments/sample-records.ts';

const config = sampleConfig();
const serving = sampleDeployment(1, { config });

function planHeal(change: Partial<PlanInput> = {}) {
  return planDeployment({
    kind: 'heal',
    environment: 'prod',
    host: sampleHost,
    release: sampleRelease(1),
    image: 'sha256:1',
    config,
    berth: {
      app: 'web',
      environment: 'prod',
      host: sampleHost.id,
      slot: 1,
      held: false,
      active: 'blue',
      activeDeployment: serving.id,
      blue: { deployment: serving.id, state: 'serving' },
    },
    serving,
    moored: { blue: serving },
    observed: {
      edge: { id: 'e', name: 'edge', image: 'i', labels: {}, state: 'running', createdAt: 0, ports: [] },
      colours: { blue: [], green: [] },
    },
    edge: { wanted: 'same', running: 'same', changes: [] },
    policyRefusals: [],
    clashes: [],
    ...change,
  });
}

const stepsOf = (plan: ReturnType<typeof planHeal>) => plan.steps.map(({ name }) => name);

describe('the plan of a heal', () => {
  it('makes the same anew in the other berth, and changes nothing of the configuration', () => {
    const plan = planHeal();
    expect(plan).toMatchObject({
      source: 'create',
      fromColour: 'blue',
      toColour: 'green',
      changes: [],
      interruptions: [],
    });
    expect(stepsOf(plan)).toEqual([
      'lock',
      'image',
      'create',
      'start',
      'ready',
      'switch',
      'bake',
      'standby',
      'receipt',
    ]);
  });

  it('takes away what no deployment made, and says which', () => {
    const colours = { blue: [], green: [] };
    const plan = planHeal({ observed: { colours, strays: [{ id: 'x', name: 'web-extra' }] } });
    expect(plan.steps.find(({ name }) => name === 'clear')?.text).toBe(
      'remove web-extra, which no deployment made',
    );
  });

  it('replaces an edge that is not as recorded before anything else, and announces it', () => {
    const plan = planHeal({ edge: { wanted: 'a', running: 'b', changes: ['it is cut off'] } });
    expect(stepsOf(plan).slice(0, 3)).toEqual(['lock', 'image', 'edge']);
    expect(plan.interruptions).toMatchObject([{ kind: 'edge-replacement' }]);
    expect(plan.interruptions[0]?.why).toContain('it is cut off');
  });

  it('goes on with a release that has been withdrawn since', () => {
    const release = sampleRelease(1, { withdrawnAt: 5 });
    expect(planHeal({ release }).refusals).toEqual([]);
    expect(planHeal({ release, kind: 'deploy' }).refusals).toMatchObject([{ code: 'withdrawn' }]);
  });
});
