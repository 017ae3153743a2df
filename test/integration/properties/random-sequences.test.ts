import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEPLOYMENT_STATES } from '../../../shared/model/deployment.ts';
import { actCommand, struckCommand } from '../../support/properties/act-commands.ts';
import { sleepCommand, settleCommand } from '../../support/properties/care-commands.ts';
import { openGround, type Ground } from '../../support/properties/ground.ts';
import { runProperties } from '../../support/properties/run-properties.ts';
import { newHouse, newRun } from '../../support/properties/run-state.ts';

/** The same sequences every time; TWINBERTH_PROPERTY_SEED tries another one instead, and `npm run bench -- properties` many. */
const SEEDS = [202, 224];

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.remove());

describe('commands, faults and interference on a real engine, against a model', () => {
  it(
    'random sequences leave every placement as the model and its history say',
    { timeout: 900_000 },
    async () => {
      const wanted = process.env['TWINBERTH_PROPERTY_SEED'];
      const seeds = wanted === undefined ? SEEDS : [Number(wanted)];
      const result = await runProperties(ground, {
        seeds,
        shrinkMs: 300_000,
        report: (failure) => console.error(failure),
      });
      console.log(
        `properties: seeds ${seeds.join(', ')}; ${result.commands} commands in ${result.runs} sequences`,
      );
      expect(result.failures).toEqual([]);
      // A sequence may consist of one command; those that are tried every time must not.
      expect(result.commands).toBeGreaterThan(wanted === undefined ? result.runs : 0);
    },
  );

  it('every state of a deployment is reached by its cause', { timeout: 180_000 }, async () => {
    await ground.reset();
    const run = newRun(ground, new Set());
    const house = newHouse();
    const deploy = (version: number) => ({ kind: 'deploy', into: 'dev', version }) as const;
    const steps = [
      actCommand(deploy(4), 0), // Never ready: failed.
      actCommand(deploy(1), 1), // Live.
      actCommand(deploy(5), 0), // Bad while it is watched: reverted.
      actCommand(deploy(2), 0), // The one before is superseded.
      struckCommand(deploy(3), 'killed', { step: 'create', at: 'done' }), // Running, until somebody comes by: interrupted.
      settleCommand(1),
      struckCommand(deploy(3), 'interrupted by a signal', { step: 'bake', at: 'begun' }), // Baking, until somebody judges it: live.
      settleCommand(0),
      actCommand({ kind: 'rollback', into: 'dev' }, 1), // What it went back from is rolled-back.
      sleepCommand(),
    ];
    for (const step of steps) {
      expect([step.toString(), step.check(house)]).toEqual([step.toString(), true]);
      await step.run(house, run);
    }
    expect([...run.seen].sort()).toEqual([...DEPLOYMENT_STATES].sort());
  });
});
