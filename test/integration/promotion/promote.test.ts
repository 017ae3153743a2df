import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../../electron/core/core.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { failureOf } from '../../support/failure-of.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

const FIRST_TOKEN = 'first-token-7c1f';
const SECOND_TOKEN = 'second-token-93ab';

let shop: Workshop;
let core: Core;
beforeAll(async () => {
  shop = await openWorkshop();
  core = shop.secondCore({ env: { ...shop.env, TB_TOKEN: FIRST_TOKEN } });
  await writeFile(join(shop.folder, '../token'), `${SECOND_TOKEN}\n`);
});
afterAll(() => shop.remove());

const toProd = () => ({ app: shop.app, from: shop.dev, to: shop.prod });
const envOf = async (port: number) =>
  JSON.parse((await shop.get(port, '/env')).body) as Record<string, string>;

async function imageIn(environment: string): Promise<string | undefined> {
  const active = (await core.status(shop.app)).find((each) => each.environment === environment)?.berth
    ?.active;
  const [serving] = await shop.engine.containers.list({
    [LABEL.app]: shop.app,
    [LABEL.env]: environment,
    ...(active === undefined ? {} : { [LABEL.colour]: active }),
  });
  return serving?.image;
}

describe('promote', () => {
  it('has nothing to promote from where nothing serves', async () => {
    await shop.release();
    const failure = await failureOf(core.deployments.promote(toProd()));
    expect(failure.code).toBe('placement.empty');
    expect(failure.message).toContain(`twinberth deploy ${shop.app} ${shop.dev}`);
  });

  it('deploys the very image that serves, with the configuration of where it goes', async () => {
    const dev = { environment: { GREETING: 'dev', ONLY_DEV: 'yes' } };
    const prod = { environment: { GREETING: 'prod', OLD: 'soon gone', TOKEN: { secret: 'env:TB_TOKEN' } } };
    await shop.release({ version: 'promoted', dev, prod });
    await core.deployments.deploy({ app: shop.app, environment: shop.dev });
    // A newer release does not matter: what serves is what is promoted.
    await shop.release({ version: 'newer', dev, prod });
    const outcome = await core.deployments.promote({ ...toProd(), message: 'as agreed' });
    expect(outcome.deployment).toMatchObject({
      kind: 'promote',
      state: 'live',
      version: 2,
      from: shop.dev,
      environment: shop.prod,
      message: 'as agreed',
    });
    expect(await imageIn(shop.prod)).toBe(await imageIn(shop.dev));
    expect((await shop.get(shop.ports.prod)).version).toBe('promoted');
    const env = await envOf(shop.ports.prod);
    expect(env).toMatchObject({ GREETING: 'prod', TOKEN: FIRST_TOKEN });
    expect(env).not.toHaveProperty('ONLY_DEV');
  });

  it('shows beforehand which variables are added, changed and removed, and of secrets never the value', async () => {
    const prod = { environment: { GREETING: 'prod two', NEW: 'here', TOKEN: { secret: 'file:../token' } } };
    await shop.release({ prod });
    await core.deployments.deploy({ app: shop.app, environment: shop.dev });
    const plan = await core.deployments.plan({ app: shop.app, environment: shop.prod, from: shop.dev });
    expect(plan).toMatchObject({ kind: 'promote', fromVersion: 2, version: 4 });
    const variables = plan.changes.filter((change) => change.what === 'variable');
    expect(variables.map(({ kind, name, before, after }) => [kind, name, before, after])).toEqual([
      ['changed', 'GREETING', 'prod', '"prod two"'],
      ['removed', 'OLD', '"soon gone"', undefined],
      ['changed', 'TOKEN', 'secret (env)', 'secret (file)'],
      ['added', 'NEW', undefined, 'here'],
    ]);
    expect(JSON.stringify(plan)).not.toMatch(new RegExp(`${FIRST_TOKEN}|${SECOND_TOKEN}`));
    const outcome = await core.deployments.promote(toProd());
    expect(outcome.deployment.state).toBe('live');
    expect(await envOf(shop.ports.prod)).toMatchObject({ NEW: 'here', TOKEN: SECOND_TOKEN });
  });

  it('brings the configuration of before back with a rollback, secrets included', async () => {
    expect(
      (await core.deployments.rollback({ app: shop.app, environment: shop.prod })).deployment,
    ).toMatchObject({
      state: 'live',
      version: 2,
    });
    const env = await envOf(shop.ports.prod);
    expect(env).toMatchObject({ GREETING: 'prod', OLD: 'soon gone', TOKEN: FIRST_TOKEN });
    expect(env).not.toHaveProperty('NEW');
  });

  it('shows that a placement was rolled back and is held, until somebody deploys again', async () => {
    const held = (await core.status(shop.app)).find((each) => each.environment === shop.prod);
    expect(held?.berth?.held).toBe(true);
    const plan = await core.deployments.plan({ app: shop.app, environment: shop.prod, from: shop.dev });
    expect(plan.warnings.join(' ')).toMatch(/was rolled back and is held/);
    await core.deployments.promote(toProd());
    const freed = (await core.status(shop.app)).find((each) => each.environment === shop.prod);
    expect(freed?.berth?.held).toBe(false);
  });

  it('waits for the end of the bake, or a reason not to', async () => {
    await shop.release({ app: { bake: '1m' } });
    await core.deployments.deploy({ app: shop.app, environment: shop.dev, detach: true });
    const failure = await failureOf(core.deployments.promote(toProd()));
    expect(failure.code).toBe('policy.refused');
    expect(failure.message).toMatch(new RegExp(`still being watched in ${shop.dev}`));
    await shop.configure({ app: { bake: '0s' } });
    const outcome = await core.deployments.promote({ ...toProd(), override: 'it burns' });
    expect(outcome.deployment).toMatchObject({ state: 'live', version: 5, override: 'it burns' });
  });

  it('cannot go to itself', async () => {
    const failure = await failureOf(core.deployments.promote({ ...toProd(), to: shop.dev }));
    expect(failure).toMatchObject({ code: 'usage' });
  });
});
