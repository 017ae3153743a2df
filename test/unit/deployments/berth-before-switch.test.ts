import { describe, expect, it } from 'vitest';
import type { Berth } from '../../../shared/model/berth.ts';
import { berthBeforeSwitch } from '../../../electron/core/deployments/endings/berth-before-switch.ts';
import { sampleDeployment, sampleHost } from './sample-records.ts';

const rollback = sampleDeployment(1, { id: 'rollback', kind: 'rollback', colour: 'blue' });
const heal = sampleDeployment(1, { id: 'heal', kind: 'heal', restores: 'rollback', colour: 'green' });
const healAgain = sampleDeployment(1, { id: 'heal again', kind: 'heal', restores: 'heal', colour: 'blue' });
const deploy = sampleDeployment(2, { id: 'deploy', kind: 'deploy', colour: 'blue' });
const healedDeploy = sampleDeployment(2, { id: 'healed', kind: 'heal', restores: 'deploy', colour: 'blue' });
const lost = sampleDeployment(1, { id: 'lost', kind: 'heal', restores: 'forgotten', colour: 'blue' });
const known = [rollback, heal, healAgain, deploy, healedDeploy, lost];
const deployments = { get: (id: string) => known.find((each) => each.id === id) };

/** The bad one serves as green, what was before it lies in blue; whatever was deployed is not held. */
const berth: Berth = {
  app: 'web',
  environment: 'prod',
  host: sampleHost.id,
  active: 'green',
  activeDeployment: 'bad',
  blue: { deployment: 'containers', state: 'warm', warmUntil: 5 },
  green: { deployment: 'bad', state: 'serving' },
  slot: 1,
  held: false,
};

describe('what a berth was before its gate swung', () => {
  it('is what served then, with its own containers', () => {
    expect(berthBeforeSwitch(berth, 'green', deploy, deployments)).toMatchObject({
      active: 'blue',
      activeDeployment: 'deploy',
      blue: { deployment: 'containers', state: 'serving' },
      held: false,
    });
  });

  it('is held when it had been rolled back, also when that was healed since', () => {
    for (const previous of [rollback, heal, healAgain])
      expect([previous.id, berthBeforeSwitch(berth, 'green', previous, deployments).held]).toEqual([
        previous.id,
        true,
      ]);
  });

  it('is not held when what was healed had been deployed, or is not known any more', () => {
    for (const previous of [healedDeploy, lost])
      expect(berthBeforeSwitch(berth, 'green', previous, deployments).held).toBe(false);
  });

  it('has the containers that were only started again stopped', () => {
    const before = berthBeforeSwitch(berth, 'green', deploy, deployments);
    expect(before.green).toEqual({ deployment: 'bad', state: 'stopped' });
  });

  it('serves nothing when nothing had served', () => {
    const before = berthBeforeSwitch(berth, 'green', undefined, deployments);
    expect(before).not.toHaveProperty('active');
    expect(before).not.toHaveProperty('activeDeployment');
  });
});
