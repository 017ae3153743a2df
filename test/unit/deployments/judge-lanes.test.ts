import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppConfig, PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Stores } from '../../../electron/core/db/stores.ts';
import { createDeploymentCommands } from '../../../electron/core/deployments/deployment-commands.ts';
import type { DeploymentDeps } from '../../../electron/core/deployments/deployment-deps.ts';
import { judgeLanes } from '../../../electron/core/deployments/views/judge-lanes.ts';
import type { Engine } from '../../../electron/core/engine/engine.ts';
import { Failure, isFailure } from '../../../electron/core/runtime/failure.ts';
import { openHistory } from './open-history.ts';
import { sampleBegin, sampleConfig, sampleEnvironment, sampleHost, sampleRelease } from './sample-records.ts';

const LANES = ['dev', 'staging', 'prod'] as const;

const world = fc.record({
  tested: fc.constantFrom('passed', 'untested', 'failed'),
  withdrawn: fc.boolean(),
  baking: fc.boolean(),
  liveForMs: fc.constantFrom(0, 59_000, 60_000, 3_600_000),
  approved: fc.subarray(['staging', 'prod']),
  inFile: fc.subarray([...LANES]),
  withoutSecret: fc.subarray(['staging', 'prod']),
  fileBroken: fc.boolean(),
  policies: fc.array(
    fc.record({ tested: fc.boolean(), soakMs: fc.constantFrom(0, 60_000), approval: fc.boolean() }),
    { minLength: 3, maxLength: 3 },
  ),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

describe('lanes while a card is dragged', () => {
  let history: ReturnType<typeof openHistory>;
  let stores: Stores;
  let made = 0;
  beforeEach(() => {
    history = openHistory();
    stores = history.stores;
    stores.apps.add({ name: 'web', directory: '/srv/web', createdAt: 0 });
  });
  afterEach(() => history.remove());

  /** Release and placement anew for each example: what is live in `dev` is what would be promoted. */
  const furnish = (given: World): DeploymentDeps => {
    made += 1;
    const version = 100 + made;
    const test =
      given.tested === 'passed'
        ? ({ state: 'passed', durationMs: 1, command: [] } as const)
        : given.tested === 'untested'
          ? ({ state: 'untested' } as const)
          : ({ state: 'failed', durationMs: 1, command: [], reason: 'exit code 1' } as const);
    stores.releases.add(sampleRelease(version, { test }));
    if (given.withdrawn) stores.releases.withdraw(`release-${version}`, 1);
    for (const name of LANES) if (stores.environments.byName(name)) stores.environments.remove(name);
    LANES.forEach((name, index) => {
      const policy = given.policies[index] ?? { tested: false, soakMs: 0, approval: false };
      stores.environments.add(sampleEnvironment(name, { position: index, policy }));
    });
    for (const name of given.approved)
      stores.approvals.add({ app: 'web', environment: name, version, by: 'eve', at: 1 });
    const id = `d-${made}`;
    stores.deployments.begin(sampleBegin(id, version, { environment: 'dev', startedAt: 1 }));
    stores.deployments.update(id, { state: given.baking ? 'baking' : 'live' });
    stores.berths.put({
      app: 'web',
      environment: 'dev',
      host: sampleHost.id,
      active: 'blue',
      activeDeployment: id,
      blue: { deployment: id, state: 'serving' },
      slot: 1,
      held: false,
    });
    const config = {
      file: '/srv/web/twinberth.yaml',
      environments: new Map(
        given.inFile.map((name) => [name, sampleConfig({ environment: { LANE: name } })]),
      ),
    } as unknown as AppConfig;
    // The history notes by its own clock since when it is live; the judgement comes so much later.
    const now = Date.now() + given.liveForMs;
    const engine = {
      containers: { list: () => Promise.resolve([]), inspect: () => Promise.resolve(undefined) },
      networks: { inspect: () => Promise.resolve(undefined) },
    } as unknown as Engine;
    return {
      stores,
      clock: { now: () => now, ticks: () => 0, sleep: () => Promise.resolve() },
      appConfig: () =>
        given.fileBroken
          ? Promise.reject(new Failure('config.invalid', 'The file is wrong.'))
          : Promise.resolve(config),
      unresolvedSecrets: (_: string, { environment }: PlacementConfig) =>
        Promise.resolve(
          given.withoutSecret.some((name) => name === environment['LANE'])
            ? [{ variable: 'TOKEN', reference: 'env:TOKEN', reason: 'it is not set' }]
            : [],
        ),
      engineOf: () => Promise.resolve(engine),
    } as unknown as DeploymentDeps;
  };
  it('are judged as the plan judges them, whatever the policy, the release and the file', async () => {
    await fc.assert(
      fc.asyncProperty(world, fc.constantFrom('staging', 'prod'), async (given, to) => {
        const deps = furnish(given);
        const verdict = (await judgeLanes(deps, 'web', 'dev')).find(({ environment }) => environment === to);
        const planned = await createDeploymentCommands(deps)
          .plan({ app: 'web', environment: to, from: 'dev' })
          .then(
            (plan) => plan.refusals.map(({ message }) => message),
            (error: unknown) => (isFailure(error) ? [error.message] : Promise.reject(error as Error)),
          );
        expect(verdict?.takes).toBe(planned.length === 0);
        const told = verdict?.refusals.map(({ message }) => message) ?? [];
        // A plan that cannot be made says the first reason only; the lane says all of them.
        for (const message of planned) expect(told).toContain(message);
        const overridden = await createDeploymentCommands(deps)
          .plan({ app: 'web', environment: to, from: 'dev', override: 'because' })
          .then(
            (plan) => plan.refusals.length === 0,
            () => false,
          );
        if (verdict?.takes === false) expect(verdict.overridable).toBe(overridden);
      }),
      { numRuns: 150 },
    );
  });

  it('say when the soak will be over, and refuse where it comes from', async () => {
    const open = { tested: false, soakMs: 0 as const, approval: false };
    const deps = furnish({
      tested: 'passed',
      withdrawn: false,
      baking: false,
      liveForMs: 0,
      approved: [],
      inFile: [...LANES],
      withoutSecret: [],
      fileBroken: false,
      policies: [open, { ...open, soakMs: 60_000 as const }, open],
    });
    const [dev, staging, prod] = await judgeLanes(deps, 'web', 'dev');
    expect(dev).toMatchObject({ takes: false, same: true, overridable: false });
    expect(staging).toMatchObject({ takes: false, overridable: true, refusals: [{ code: 'soak' }] });
    expect(staging?.soakedAt).toBeGreaterThan(Date.now());
    expect(prod).toMatchObject({ takes: true, refusals: [] });
    await expect(judgeLanes(deps, 'web', 'prod')).rejects.toThrow('Nothing of web serves in prod yet');
  });
});
