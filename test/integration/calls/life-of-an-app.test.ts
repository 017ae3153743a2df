import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import type { Asker } from '../../support/ask-calls.ts';
import type { Workshop } from '../../support/workshop.ts';
import { openWindow } from './open-window.ts';

/** What a window asks for from the first build to a rollback, through the contract and nothing else. */
describe('the life of an app, through the contract', () => {
  let shop: Workshop;
  let asker: Asker;
  let first: string;
  const window = openWindow();
  beforeAll(async () => {
    ({ shop, asker } = await window.open());
  });
  afterAll(() => window.close());

  const { build, start } = window;
  const dev = () => ({ app: shop.app, environment: shop.dev });
  const prod = () => ({ app: shop.app, environment: shop.prod });
  const deployedBy = (operation: Awaited<ReturnType<typeof start>>): string => {
    if (operation.result?.kind !== 'deployment') throw new Error(JSON.stringify(operation));
    return operation.result.deployments[0] ?? '';
  };

  it('builds in the background, with a log to follow and to keep', async () => {
    const { operation } = await asker.ask('releases.build', { app: shop.app });
    const lines: string[] = [];
    for await (const batch of asker.stream('operations.follow', { operation }))
      lines.push(...batch.map(({ text }) => text));
    expect(await asker.ask('operations.get', { operation })).toMatchObject({
      state: 'done',
      title: `Build ${shop.app}`,
      result: { kind: 'build', version: 1, reused: false, test: 'untested' },
    });
    const view = await asker.ask('releases.get', { app: shop.app, version: 1 });
    expect(view).toMatchObject({ release: { version: 1 }, runs: [], approvals: [] });
    const kept = await asker.ask('builds.log', { id: view.buildLog ?? '' });
    const steps = lines.filter((line) => /^#\d+ /.test(line));
    expect(steps.length).toBeGreaterThan(3);
    expect(kept?.split('\n')).toEqual(expect.arrayContaining(steps));
  });

  it('shows a plan and its way back, and deploys what was seen', async () => {
    const plan = await asker.ask('deployments.plan', { kind: 'deploy', ...dev() });
    expect(plan).toMatchObject({
      plan: { version: 1, refusals: [], toColour: 'blue' },
      serving: null,
      hosts: ['local'],
    });
    expect(plan.wayBack.refusal).toMatch(/nothing to go back to/);
    const operation = await start({ kind: 'deploy', ...dev(), message: 'first', expect: { serving: null } });
    expect(operation).toMatchObject({ state: 'done', title: `Deploy ${shop.app} v1 to ${shop.dev}` });
    first = deployedBy(operation);
    const detail = await asker.ask('deployments.get', { id: first });
    expect(detail).toMatchObject({ host: 'local', release: { version: 1 }, serving: { version: 1 } });
    expect(detail.deployment).toMatchObject({ state: 'live', message: 'first' });
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
  });

  it('refuses what was planned on something that serves no longer', async () => {
    await shop.configure({ version: 'v2' });
    expect(await build()).toMatchObject({ state: 'done', result: { version: 2 } });
    const outdated = await start({ kind: 'deploy', ...dev(), expect: { serving: null } });
    expect(outdated).toMatchObject({
      state: 'failed',
      error: { code: 'plan.outdated', details: { serving: first } },
    });
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
    const seen = await asker.ask('deployments.plan', { kind: 'deploy', ...dev() });
    expect(seen.wayBack).toMatchObject({ to: { version: 1, source: 'warm', colour: 'blue' } });
    const operation = await start({ kind: 'deploy', ...dev(), expect: { serving: seen.serving } });
    expect(operation.state).toBe('done');
    const detail = await asker.ask('deployments.get', { id: deployedBy(operation) });
    const sent = detail.probes?.reduce((sum, bucket) => sum + bucket.sent, 0);
    expect(sent).toBe(detail.deployment.receipt?.probes);
    expect(sent).toBeGreaterThan(3);
  });

  it('serves the next one', async () => {
    await shop.configure({ version: 'v3' });
    expect((await build()).state).toBe('done');
    expect((await start({ kind: 'deploy', ...dev() })).state).toBe('done');
  });

  it('judges lanes as the plan does', async () => {
    const verdicts = await asker.ask('promotions.check', { app: shop.app, from: shop.dev });
    expect(verdicts).toMatchObject([
      { environment: shop.dev, takes: false, same: true, version: 3 },
      { environment: shop.prod, takes: true, same: false, refusals: [] },
    ]);
    const plan = await asker.ask('deployments.plan', { kind: 'promote', ...prod(), from: shop.dev });
    expect(plan.plan.refusals).toEqual([]);
    const promoted = await start({ kind: 'promote', ...prod(), from: shop.dev, version: 3 });
    expect(promoted).toMatchObject({ state: 'done', title: `Promote ${shop.app} v3 to ${shop.prod}` });
    const gone = await start({ kind: 'promote', ...prod(), from: shop.dev, version: 2 });
    expect(gone.error?.code).toBe('plan.outdated');
  });

  it('compares two releases down to their layers', async () => {
    const { sameImage, changes, layers, problem } = await asker.ask('releases.compare', {
      app: shop.app,
      from: 1,
      to: 2,
    });
    expect(problem).toBeUndefined();
    expect(sameImage).toBe(false);
    expect(changes).toContainEqual({
      kind: 'changed',
      what: 'variable',
      name: 'VERSION',
      before: 'v1',
      after: 'v2',
    });
    expect(changes).toContainEqual(
      expect.objectContaining({ what: 'input', name: 'argument VERSION', before: 'v1', after: 'v2' }),
    );
    expect(layers.every(({ sizeBytes }) => sizeBytes !== undefined)).toBe(true);
    expect(layers.some((layer) => layer.in === 'both')).toBe(true);
  });

  it('says where a rollback leads, goes there, and how long that took', async () => {
    const before = await asker.ask('rollbacks.preview', dev());
    expect(before).toMatchObject({ to: { version: 2, source: 'warm' } });
    expect(before.lastMs).toBeUndefined();
    const operation = await start({ kind: 'rollback', ...dev() });
    expect(operation.state).toBe('done');
    expect((await shop.get(shop.ports.dev)).version).toBe('v2');
    const plan = await asker.ask('deployments.plan', { kind: 'rollback', ...dev(), version: 3 });
    expect(plan).toMatchObject({
      plan: { source: 'warm', version: 3 },
      wayBack: { to: { version: 2, source: 'warm' } },
    });
    expect(plan.wayBack.lastMs).toBeGreaterThan(0);
  });

  it('withdraws a release: what runs goes on, and nothing brings it back', async () => {
    const view = await asker.ask('releases.withdraw', { app: shop.app, version: 1 });
    expect(view.release.withdrawnAt).toBeGreaterThan(0);
    expect((await asker.ask('rollbacks.preview', dev())).refusal).toContain('was withdrawn');
    const again = await start({ kind: 'deploy', ...dev(), version: 1 });
    expect(again).toMatchObject({ state: 'failed', error: { code: 'policy.refused' } });
    const runs = await asker.ask('releases.withdraw', { app: shop.app, version: 3 });
    expect(runs.runs).toEqual(
      expect.arrayContaining([
        { environment: shop.prod, host: 'local', colour: 'blue', state: 'serving' },
        { environment: shop.dev, host: 'local', colour: expect.any(String) as string, state: 'warm' },
      ]),
    );
    expect((await shop.get(shop.ports.prod)).version).toBe('v3');
    const [lane] = (await asker.ask('promotions.check', { app: shop.app, from: shop.prod })).filter(
      ({ environment }) => environment === shop.dev,
    );
    expect(lane).toMatchObject({ takes: false, overridable: false, refusals: [{ code: 'withdrawn' }] });
  });

  it('has it all in one history', async () => {
    const page = await asker.ask('history.page', { filter: { app: shop.app }, limit: 3 });
    expect(page.rows.map(({ kind, version }) => `${kind} v${version ?? ''}`)).toEqual([
      'rollback v2',
      'promote v3',
      'deploy v3',
    ]);
    const rest = await asker.ask('history.page', {
      filter: { app: shop.app },
      limit: 100,
      ...(page.next === undefined ? {} : { before: page.next }),
    });
    expect(rest.next).toBeUndefined();
    expect(rest.rows.map(({ kind, version }) => `${kind} v${version ?? ''}`)).toEqual([
      'build v3',
      'deploy v2',
      'build v2',
      'deploy v1',
      'build v1',
    ]);
    let text = '';
    for await (const piece of asker.stream('history.export', { filter: { app: shop.app }, format: 'json' }))
      text += piece;
    expect(JSON.parse(text)).toEqual([...page.rows, ...rest.rows]);
  });

  it('knows where a placement is reached, and only what serves', async () => {
    expect(shop.core.views.address(dev())).toBe(`http://${shop.address}:${shop.ports.dev}/`);
    expect(shop.core.views.address({ ...dev(), host: 'elsewhere' })).toBeUndefined();
    expect(await asker.refusal('desktop.openPlacement', dev())).toMatchObject({ code: 'usage' });
  });

  it('plans, deploys and compares a thousand variables', async () => {
    const environment = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`SETTING_${index}`, `value ${index}`]),
    );
    await shop.configure({ version: 'v4', dev: { environment } });
    expect((await build()).state).toBe('done');
    const { plan } = await asker.ask('deployments.plan', { kind: 'deploy', ...dev() });
    expect(plan.changes.filter(({ what }) => what === 'variable')).toHaveLength(1000);
    const id = deployedBy(await start({ kind: 'deploy', ...dev() }));
    const { changes } = await asker.ask('deployments.compare', { a: first, b: id });
    expect(changes).toContainEqual({
      kind: 'added',
      what: 'variable',
      name: 'SETTING_999',
      after: '"value 999"',
    });
    expect((await shop.get(shop.ports.dev)).version).toBe('v4');
  });

  it('looks for drift, and the cards know', async () => {
    const [replica] = await shop.engine.containers.list({
      [LABEL.app]: shop.app,
      [LABEL.env]: shop.prod,
      [LABEL.role]: 'replica',
    });
    await shop.engine.containers.stop(replica?.id ?? '', 1000);
    const reports = await asker.ask('drift.scan', { app: shop.app, environment: shop.prod });
    expect(reports).toMatchObject([{ state: 'checked', findings: [{ kind: 'state', severity: 'serious' }] }]);
    const { placements } = await asker.ask('house.get', {});
    const card = placements.find(({ environment }) => environment === shop.prod);
    expect(card?.drift).toEqual({ count: 1, worst: 'serious', checkedAt: reports[0]?.checkedAt });
  });
});
