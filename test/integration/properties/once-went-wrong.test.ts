import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Act } from '../../support/model/act.ts';
import { actCommand, struckCommand, type PropertyCommand } from '../../support/properties/act-commands.ts';
import { settleCommand } from '../../support/properties/care-commands.ts';
import { openGround, type Ground } from '../../support/properties/ground.ts';
import { interfereCommand } from '../../support/properties/interfere-commands.ts';
import { newHouse, newRun } from '../../support/properties/run-state.ts';

/** Sequences that did not end as the model has it, before that was mended. */
let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.remove());

const act = (what: Act): PropertyCommand => actCommand(what, 0);
const deploy = (version: number): Act => ({ kind: 'deploy', into: 'dev', version });
const twoDeployed = [act(deploy(1)), act(deploy(2))];

const SEQUENCES: Readonly<Record<string, readonly PropertyCommand[]>> = {
  'a placement that was rolled back and healed is held again after a deployment that was reverted': [
    ...twoDeployed,
    act({ kind: 'rollback', into: 'dev' }),
    act({ kind: 'heal', into: 'dev' }),
    act(deploy(5)),
  ],
  'a deployment to the berth to which somebody moved the gate takes the gate back first': [
    ...twoDeployed,
    interfereCommand('dev', 'gate moved'),
    act(deploy(3)),
    interfereCommand('dev', 'gate moved'),
    act(deploy(4)),
  ],
  'a standby that was cleared for a deployment that came to nothing is not recorded any more': [
    ...twoDeployed,
    struckCommand(deploy(3), 'killed', { step: 'clear', at: 'done' }),
    settleCommand(1),
  ],
};

for (const [name, commands] of Object.entries(SEQUENCES)) {
  it(name, async () => {
    await ground.reset();
    const run = newRun(ground, new Set());
    const house = newHouse();
    for (const command of commands) {
      expect([command.toString(), command.check(house)]).toEqual([command.toString(), true]);
      await command.run(house, run);
    }
    expect(run.performed).toHaveLength(commands.length);
  });
}
