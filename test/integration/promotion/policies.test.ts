import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureOf } from '../../support/failure-of.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

const NONE = { tested: false, soakMs: 0, approval: false };
const TESTED = { test: { command: ['node', '--version'] } };

/** An app, and two environments of which the second asks for something. */
async function guarded(policy: Partial<typeof NONE>): Promise<Workshop> {
  const shop = await openWorkshop();
  await shop.core.hosts.add({ name: 'local', address: shop.address });
  await shop.core.environments.add({ name: shop.dev, hosts: ['local'] });
  await shop.core.environments.add({ name: shop.prod, hosts: ['local'], policy: { ...NONE, ...policy } });
  return shop;
}

describe('an environment that takes only tested releases', () => {
  let shop: Workshop;
  beforeAll(async () => {
    shop = await guarded({ tested: true });
    await shop.release();
    await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
  });
  afterAll(() => shop.remove());
  const prod = () => ({ app: shop.app, environment: shop.prod });

  it('refuses an untested one, deployed or promoted, before anything is done', async () => {
    const promote = { app: shop.app, from: shop.dev, to: shop.prod };
    for (const failure of [
      await failureOf(shop.core.deployments.deploy(prod())),
      await failureOf(shop.core.deployments.promote(promote)),
    ]) {
      expect(failure.code).toBe('policy.refused');
      expect(failure.message).toMatch(/tested/);
      expect(failure.details).toMatchObject({ refusals: [{ kind: 'policy', code: 'tested' }] });
    }
    expect((await shop.core.deployments.plan(prod())).refusals.map(({ code }) => code)).toEqual(['tested']);
    expect(shop.core.deployments.page({ environment: shop.prod })).toEqual([]);
    await expect(shop.get(shop.ports.prod)).rejects.toThrow();
  });

  it('takes it with a reason, which the history keeps', async () => {
    const outcome = await shop.core.deployments.deploy({ ...prod(), override: 'the shop is closed' });
    expect(outcome.deployment).toMatchObject({ state: 'live', override: 'the shop is closed' });
    expect(outcome.deployment.plan.warnings.join(' ')).toMatch(/Overridden \(the shop is closed\).*tested/);
    const [row] = shop.core.deployments.page({ environment: shop.prod });
    expect(row?.override).toBe('the shop is closed');
  });

  it('takes a tested one, and never one that failed, whatever the reason', async () => {
    await shop.release({ app: TESTED });
    expect((await shop.core.deployments.deploy(prod())).deployment).toMatchObject({
      state: 'live',
      version: 2,
    });
    await shop.configure({ version: 'v3', app: { test: { command: ['node', '-e', 'process.exit(4)'] } } });
    await shop.core.apps.add(shop.folder);
    const built = await shop.core.releases.build({ app: shop.app });
    expect(built.release.test.state).toBe('failed');
    const failure = await failureOf(
      shop.core.deployments.deploy({ ...prod(), version: built.release.version, override: 'now' }),
    );
    expect(failure.details).toMatchObject({ refusals: [{ kind: 'impossible', code: 'test-failed' }] });
    expect((await shop.get(shop.ports.prod)).version).toBe('v2');
  });
});

describe('an environment that waits for an approval', () => {
  it('refuses until this release is approved for it', async () => {
    const shop = await guarded({ approval: true });
    try {
      await shop.release();
      await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
      const promote = { app: shop.app, from: shop.dev, to: shop.prod };
      const failure = await failureOf(shop.core.deployments.promote(promote));
      expect(failure.code).toBe('policy.refused');
      expect(failure.message).toContain(`twinberth approve ${shop.app} ${shop.prod} v1`);
      const approval = { app: shop.app, environment: shop.prod, version: 1, message: 'seen it' };
      expect(shop.core.releases.approve(approval)).toMatchObject({ version: 1, message: 'seen it' });
      expect((await shop.core.deployments.promote(promote)).deployment.state).toBe('live');
      // The approval is of one release, not of all that come.
      await shop.release();
      const next = await failureOf(shop.core.deployments.deploy({ app: shop.app, environment: shop.prod }));
      expect(next.message).toContain(`${shop.prod} v2`);
      // A rollback goes to what satisfied the policy once, and asks nobody.
      await shop.core.deployments.deploy({ app: shop.app, environment: shop.prod, override: 'in a hurry' });
      const back = await shop.core.deployments.rollback({ app: shop.app, environment: shop.prod });
      expect(back.deployment).toMatchObject({ state: 'live', version: 1 });
    } finally {
      await shop.remove();
    }
  });
});

describe('an environment with a soak time', () => {
  it('refuses what has not been live for so long in the one before, and takes it once it has', async () => {
    const shop = await guarded({ soakMs: 4_000 });
    try {
      await shop.release();
      const never = await failureOf(shop.core.deployments.deploy({ app: shop.app, environment: shop.prod }));
      expect(never.message).toMatch(new RegExp(`is not live there. Deploy it to ${shop.dev} first`));
      await shop.core.deployments.deploy({ app: shop.app, environment: shop.dev });
      const promote = { app: shop.app, from: shop.dev, to: shop.prod };
      const failure = await failureOf(shop.core.deployments.promote(promote));
      expect(failure.code).toBe('policy.refused');
      expect(failure.message).toMatch(/v1 has \d s left/);
      const plan = { app: shop.app, environment: shop.prod, from: shop.dev };
      await expect
        .poll(async () => (await shop.core.deployments.plan(plan)).refusals, { timeout: 15_000 })
        .toEqual([]);
      expect((await shop.core.deployments.promote(promote)).deployment.state).toBe('live');
    } finally {
      await shop.remove();
    }
  });
});
