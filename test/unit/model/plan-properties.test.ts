import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { otherColour } from '../../../shared/model/colour.ts';
import { planDeployment } from '../../../electron/core/deployments/planning/plan-deployment.ts';
import { begin, enter } from '../../support/model/change-placement.ts';
import {
  EMPTY,
  rollbackTarget,
  servingRow,
  type PlacementModel,
} from '../../support/model/placement-model.ts';
import { compareReplay, replayHistory } from '../../support/model/replay-history.ts';
import {
  EMPTY_HOST,
  isServed,
  simulateDeployment,
  type PaperHost,
  type PaperRequest,
} from '../../support/model/simulate-deployment.ts';
import { sampleConfig, sampleHost, sampleRelease } from '../deployments/sample-records.ts';

const RUNS = 2_000;

interface Wish {
  readonly kind: PaperRequest['kind'];
  readonly version: number;
  readonly named: boolean;
  readonly replicas: number;
  readonly strategy: 'auto' | 'blue-green' | 'hold-and-swap';
  readonly warm: boolean;
  readonly goesWrong: { readonly step: number; readonly state: 'failed' | 'interrupted' } | null;
  readonly foundBad: boolean;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom('deploy', 'deploy', 'rollback', 'heal'),
  version: fc.integer({ min: 1, max: 4 }),
  named: fc.boolean(),
  replicas: fc.integer({ min: 1, max: 2 }),
  strategy: fc.constantFrom('auto', 'blue-green', 'hold-and-swap'),
  warm: fc.boolean(),
  goesWrong: fc.option(fc.record({ step: fc.nat(12), state: fc.constantFrom('failed', 'interrupted') }), {
    freq: 2,
  }),
  foundBad: fc.boolean(),
});

/** A deployment of its own for a wish, or undefined where there is nothing to roll back to or to heal. */
function requestOf(wished: Wish, host: PaperHost, model: PlacementModel): PaperRequest | undefined {
  const fate = {
    foundBad: wished.foundBad,
    ...(wished.goesWrong === null ? {} : { goesWrong: wished.goesWrong }),
  };
  const { replicas, strategy, warm, version } = wished;
  if (wished.kind === 'deploy') {
    const config = sampleConfig({ replicas, strategy, warmForMs: warm ? 1000 : 0 });
    return { kind: 'deploy', release: sampleRelease(version), config, ...fate };
  }
  const target =
    wished.kind === 'heal' ? servingRow(model) : rollbackTarget(model, wished.named ? version : undefined);
  const restored = host.deployments.find(({ id }) => id === target?.id);
  if (restored === undefined) return undefined;
  const { config, id } = restored;
  return { kind: wished.kind, release: sampleRelease(restored.version), config, restores: id, ...fate };
}

/** Every wish one after another, on paper and in the model. */
function play(
  wishes: readonly Wish[],
  look: (each: ReturnType<typeof simulateDeployment>, before: PaperHost, model: PlacementModel) => void,
): void {
  let host: PaperHost = EMPTY_HOST;
  let model: PlacementModel = EMPTY;
  for (const wished of wishes) {
    const request = requestOf(wished, host, model);
    if (request === undefined) continue;
    const before = host;
    const simulated = simulateDeployment(host, sampleHost, request);
    host = simulated.after;
    const row = host.deployments.at(-1);
    if (row === undefined) throw new Error('nothing was recorded');
    const { id, kind, version, state, plan } = row;
    const restores = request.restores === undefined ? {} : { restores: request.restores };
    model = begin(model, { id, kind, version, ends: [state], ...restores });
    model = enter(model, id, state, plan.strategy === 'hold-and-swap');
    look(simulated, before, model);
  }
}

const wishes = fc.array(wish, { minLength: 1, maxLength: 12 });

describe('plans, carried out on paper in random sequences', () => {
  it('never leave a moment without an answer when something good served, whatever goes wrong', () => {
    fc.assert(
      fc.property(wishes, (all) => {
        play(all, ({ after, moments }, before) => {
          if (!isServed(before)) return;
          expect(moments.filter(({ served }) => !served)).toEqual([]);
          expect(isServed(after)).toBe(true);
        });
      }),
      { numRuns: RUNS },
    );
  });

  it('never touch the colour that serves before the gate has swung, unless requests wait', () => {
    fc.assert(
      fc.property(wishes, (all) => {
        play(all, ({ input }) => {
          const plan = planDeployment(input);
          expect(planDeployment(input)).toEqual(plan);
          const names = plan.steps.map(({ name }) => name);
          expect(new Set(names).size).toBe(names.length);
          expect([names[0], names.at(-1)]).toEqual(['lock', 'receipt']);
          expect(plan.toColour).toBe(plan.fromColour === undefined ? 'blue' : otherColour(plan.fromColour));
          const swing = names.indexOf('switch');
          const holds = plan.strategy === 'hold-and-swap';
          expect(names.slice(0, swing).includes('hold')).toBe(holds);
          expect(names.slice(0, swing).includes('stop-old')).toBe(holds);
          if (holds) expect(names.indexOf('hold')).toBeLessThan(names.indexOf('stop-old'));
          expect(names.slice(0, swing).includes('ready')).toBe(plan.source !== 'warm');
          expect(names.slice(swing).includes('standby')).toBe(plan.fromColour !== undefined);
          expect(names.slice(swing).includes('bake')).toBe(plan.kind !== 'rollback');
          if (plan.source !== 'create') expect(plan.kind).toBe('rollback');
        });
      }),
      { numRuns: RUNS },
    );
  });

  it('leave a history that, replayed, tells what is recorded, and a model that agrees', () => {
    fc.assert(
      fc.property(wishes, (all) => {
        play(all, ({ after }, _before, model) => {
          const { berth, deployments } = after;
          expect(compareReplay(replayHistory(deployments), berth)).toEqual([]);
          expect(model.serving).toBe(berth?.activeDeployment);
          expect(model.held).toBe(berth?.held ?? false);
          expect(model.rows.map(({ state }) => state)).toEqual(deployments.map(({ state }) => state));
          const serving = deployments.filter(({ state }) => state === 'live');
          expect(serving.map(({ id }) => id)).toEqual(berth === undefined ? [] : [berth.activeDeployment]);
        });
      }),
      { numRuns: RUNS },
    );
  });
});
