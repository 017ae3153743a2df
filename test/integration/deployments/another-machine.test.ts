import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Core, DoctorReport } from '../../../electron/core/core.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import type { StrangeLock } from '../../../electron/core/hosts/doctor-options.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { checkPlacement } from '../../support/faults/check-placement.ts';
import { OPERATIONS } from '../../support/faults/operations.ts';
import { startLoad } from '../../support/load-client.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { whatIsThere } from '../bad-input/what-is-there.ts';
import { cutOffOnDesk, DESK, holdUpOnDesk, openDesk, openLoft } from './elsewhere.ts';

const operationNamed = (name: string) => {
  const found = OPERATIONS.find((operation) => operation.name === name);
  if (found === undefined) throw new Error(`there is no operation ${name}`);
  return found;
};
const wordsOf = ({ findings }: DoctorReport) => findings.map(({ what }) => what).join('\n');
/** As it will be long after every lock of today is over. */
const tomorrow = { ...systemClock, now: () => Date.now() + 24 * 3_600_000 };

describe('a deployment that another machine was cut off from', () => {
  let shop: Workshop;
  const cores: Core[] = [];
  beforeAll(async () => {
    shop = await openWorkshop();
    for (const version of ['v1', 'v2', 'v3']) await shop.release({ version });
  });
  afterEach(async () => {
    // Where a test ended early, the next one is not to be kept out.
    cores.push(openDesk(shop));
    await cores.at(-1)?.settle();
    await Promise.all(cores.splice(0).map((core) => core.close()));
  });
  afterAll(() => shop.remove());

  const loft = async (...options: Parameters<typeof openLoft> extends [Workshop, ...infer R] ? R : never) => {
    const core = await openLoft(shop, ...options);
    cores.push(core);
    return core;
  };
  const locks = () => shop.engine.containers.list({ [LABEL.app]: shop.app, [LABEL.role]: 'lock' });

  /** What must be true in the eyes of `core`, once the placement is settled. */
  const check = async (core: Core) =>
    (await checkPlacement({ ...shop, core }, shop.dev, shop.ports.dev, false))
      // When something that was written anew had come to its end is told by no label.
      .filter((wrong) => !wrong.endsWith('without an end'));

  it.each([
    { name: 'deploy', step: 'ready', at: 'done', serves: 'v1' },
    { name: 'deploy', step: 'switch', at: 'begun', serves: 'v1' },
    { name: 'deploy', step: 'switch', at: 'done', serves: 'v2' },
    { name: 'hold-and-swap', step: 'stop-old', at: 'begun', serves: 'v1' },
    { name: 'hold-and-swap', step: 'stop-old', at: 'done', serves: 'v1' },
    { name: 'hold-and-swap', step: 'switch', at: 'begun', serves: 'v1' },
    { name: 'hold-and-swap', step: 'switch', at: 'done', serves: 'v2' },
  ] as const)(
    '$name, when $step was $at: is left alone until somebody says so, and settled then',
    async ({ name, step, at, serves }) => {
      const operation = operationNamed(name);
      await operation.prepare(shop);
      const clients = startLoad({ host: shop.address, port: shop.ports.dev, clients: 2 });
      await cutOffOnDesk(shop, operation, { step, at });
      const core = await loft();

      const before = await whatIsThere(shop);
      const looked = await core.doctor({ fix: true });
      expect(wordsOf(looked)).toMatch(
        new RegExp(
          `${shop.app} in ${shop.dev} .*deploy of v2, by \\S+@${DESK}, process \\d+ on ${DESK}, until 20`,
        ),
      );
      expect(looked.findings.flatMap(({ wayOut }) => wayOut ?? []).join('\n')).toContain(
        `twinberth doctor --fix --take-over ${shop.app}/${shop.dev}`,
      );
      expect(await whatIsThere(shop)).toEqual(before);

      const asked: StrangeLock[] = [];
      const fixed = await core.doctor({
        fix: true,
        takeOver: (lock) => {
          // Others may be at work on this engine.
          if (lock.app !== shop.app) return Promise.resolve(false);
          asked.push(lock);
          return Promise.resolve(true);
        },
      });
      expect(asked).toMatchObject([
        { app: shop.app, environment: shop.dev, machine: DESK, purpose: 'deploy of v2' },
      ]);
      expect(wordsOf(fixed)).toMatch(
        new RegExp(`Took over ${shop.app} in ${shop.dev} .* on ${DESK} \\(deploy of v2\\)`),
      );
      expect(await clients.stop()).toMatchObject({ failures: [] });
      expect(await check(core)).toEqual([]);
      expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: serves });
      expect(core.deployments.page({ app: shop.app, environment: shop.dev }).at(0)).toMatchObject({
        version: 2,
        state: serves === 'v2' ? 'live' : 'interrupted',
      });

      // Back on the desk, where the deployment is still on record as running.
      const desk = openDesk(shop);
      cores.push(desk);
      await desk.settle();
      expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: serves });
      await desk.history.rebuild({ app: shop.app });
      expect(await check(desk)).toEqual([]);
    },
  );

  it('is settled without asking once its time is over, by whatever needs the place next', async () => {
    const operation = operationNamed('deploy');
    await operation.prepare(shop);
    const knowing = await loft();
    await knowing.history.rebuild({ app: shop.app });
    const clients = startLoad({ host: shop.address, port: shop.ports.dev, clients: 2 });
    await cutOffOnDesk(shop, operation, { step: 'ready', at: 'done' });

    const place = { app: shop.app, environment: shop.dev };
    await expect(knowing.deployments.deploy({ ...place, version: 3 })).rejects.toMatchObject({
      code: 'placement.locked',
      message: expect.stringContaining(
        `\`twinberth doctor --fix --take-over ${shop.app}/${shop.dev}\` takes it over`,
      ) as string,
    });
    const later = await loft({ clock: tomorrow });
    const { deployment } = await later.deployments.deploy({ ...place, version: 3 });
    expect(deployment.state, deployment.error?.message).toBe('live');
    expect(await clients.stop()).toMatchObject({ failures: [], versions: ['v1', 'v3'] });
    expect(later.deployments.page(place).slice(0, 3)).toMatchObject([
      { version: 3, state: 'live' },
      { version: 2, state: 'interrupted', by: expect.stringContaining(DESK) as string },
      { version: 1, state: 'superseded' },
    ]);
    expect(await check(later)).toEqual([]);

    // The desk had been cut off as well, and does not undo what is not its own any more.
    const desk = openDesk(shop);
    cores.push(desk);
    const before = await whatIsThere(shop);
    expect(await desk.settle()).toMatchObject([
      {
        what: 'recovered',
        state: 'interrupted',
        text: expect.stringContaining('nothing was touched') as string,
      },
    ]);
    expect(await whatIsThere(shop)).toEqual(before);
    await desk.history.rebuild({ app: shop.app });
    expect(await check(desk)).toEqual([]);
  });

  it('leaves nothing when it was the first one', async () => {
    const operation = operationNamed('first deploy');
    await operation.prepare(shop);
    await cutOffOnDesk(shop, operation, { step: 'edge', at: 'done' });
    const core = await loft({ clock: tomorrow });
    const { corrected } = await core.history.rebuild({ app: shop.app });
    expect(corrected.join()).toMatch(
      /the deploy of v\d by \S+ on desk was cut off and has been settled; nothing serves/,
    );
    expect(await shop.engine.containers.list({ [LABEL.app]: shop.app, [LABEL.env]: shop.dev })).toEqual([]);
    expect(await shop.engine.volumes.list({ [LABEL.app]: shop.app, [LABEL.env]: shop.dev })).toEqual([]);
    expect(await shop.engine.networks.list({ [LABEL.version]: true, [LABEL.env]: shop.dev })).toEqual([]);
    const desk = openDesk(shop);
    cores.push(desk);
    await desk.settle();
    expect(await locks()).toEqual([]);
  });

  it.each([
    { step: 'ready', at: 'done', serves: 'v1' },
    { step: 'bake', at: 'begun', serves: 'v2' },
  ] as const)(
    'when it lives and was only slow ($step, $at): notices, and touches nothing more',
    async ({ step, at, serves }) => {
      const operation = operationNamed('deploy');
      await operation.prepare(shop);
      const slow = await holdUpOnDesk(shop, operation, { step, at });
      const core = await loft();
      await core.doctor({ fix: true, takeOver: ({ app }) => Promise.resolve(app === shop.app) });
      const before = await whatIsThere(shop);
      const clients = startLoad({ host: shop.address, port: shop.ports.dev, clients: 2 });

      const { deployment } = await slow.goOn();
      expect(deployment).toMatchObject(
        step === 'bake' ? { state: 'live' } : { state: 'failed', error: { code: 'placement.taken-over' } },
      );
      expect(await whatIsThere(shop)).toEqual(before);
      expect(await clients.stop()).toMatchObject({ failures: [], versions: [serves] });
      expect(await check(core)).toEqual([]);
      const desk = openDesk(shop);
      cores.push(desk);
      await desk.history.rebuild({ app: shop.app });
      expect(await check(desk)).toEqual([]);
    },
  );
});
