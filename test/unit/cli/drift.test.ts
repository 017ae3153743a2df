import { describe, expect, it } from 'vitest';
import type { DriftReport } from '../../../shared/model/drift.ts';
import { createFakeCore } from './fake-core.ts';
import { runLine } from './run-line.ts';
import { NOW } from './sample-records.ts';

const checked: DriftReport = {
  app: 'web',
  environment: 'prod',
  host: 'local',
  state: 'checked',
  version: 7,
  colour: 'blue',
  deployment: 'd1',
  checkedAt: NOW,
  findings: [],
};
const drifted: DriftReport = {
  ...checked,
  findings: [
    {
      kind: 'limit',
      what: 'web-1: its memory limit is not the recorded one',
      severity: 'warning',
      container: 'web-1',
      expected: 'none',
      observed: '64 MB\u001b[2J',
      since: NOW - 3 * 60_000,
      healing: 'makes it anew',
    },
  ],
};
const visited: DriftReport = {
  ...checked,
  findings: [{ kind: 'exec', what: 'somebody ran `sh`', severity: 'info', since: NOW, healing: 'nothing' }],
};

describe('twinberth drift', () => {
  it.each([
    ['nothing has drifted', [checked], 0, 'web v7 → prod (local): as it was deployed'],
    ['something has', [drifted], 1, 'warning: web-1: its memory limit is not the recorded one (3 min ago)'],
    ['somebody was there', [visited], 0, 'note: somebody ran `sh`'],
    [
      'a host is away',
      [checked, { ...checked, state: 'unreachable', problem: 'No answer.' }],
      4,
      'not checked. No answer.',
    ],
    [
      'somebody deploys',
      [{ ...checked, state: 'busy', problem: 'ann is at work.' }],
      0,
      'not checked. ann is at work.',
    ],
    ['nothing serves', [], 0, 'Nothing serves yet'],
  ] as const)('when %s', async (_name, drift, exitCode, text) => {
    const result = await runLine('drift', { core: createFakeCore({ drift }), env: { LANG: 'C.UTF-8' } });
    expect(result.exitCode).toBe(exitCode);
    expect(result.stdout).toContain(text);
    expect(result.stdout).not.toContain('\u001b[2J');
  });

  it('says what was deployed, what was found, and the way back', async () => {
    const { stdout } = await runLine('drift web prod', { core: createFakeCore({ drift: [drifted] }) });
    expect(stdout).toContain('deployed: none; found: 64 MB');
    expect(stdout).toContain('heal: makes it anew');
    expect(stdout).toContain('twinberth heal web prod brings it back');
  });

  it('asks for what was named, settles nothing, and answers with one document', async () => {
    const core = createFakeCore({ drift: [drifted] });
    const { stdout, exitCode } = await runLine('drift web prod --json', { core });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toEqual({ placements: [drifted], proposals: [] });
    expect(core.calls).toEqual([{ name: 'drift', request: { app: 'web', environment: 'prod' } }]);
  });
});

describe('twinberth heal', () => {
  it('shows the plan, heals, and answers as a deployment does', async () => {
    const core = createFakeCore();
    const { stdout, exitCode } = await runLine('heal web prod -m why --json', { core });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ app: 'web', kind: 'heal' });
    expect(core.calls).toContainEqual({
      name: 'deployments.heal',
      request: { app: 'web', environment: 'prod', message: 'why', via: 'cli' },
    });
    const shown = await runLine('heal web prod', { core: createFakeCore() });
    expect(shown.stdout).toContain('Heal web v7 in prod');
    expect(shown.stdout).toContain('✓ web v7 is live in prod');
    expect(shown.stdout).not.toContain('twinberth rollback');
  });
});
