import { describe, expect, it, onTestFinished } from 'vitest';
import type { EdgeMaker } from '../../../electron/core/deployments/edge-maker.ts';
import type { ProbeResult } from '../../../electron/core/edge/prober.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { dockerOn } from '../../support/docker-on.ts';
import { startLoad } from '../../support/load-client.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

/** Edges that swing as they are told, while a client that asks through the published port gets another answer. */
function answeringProbes(answer: (result: ProbeResult) => ProbeResult) {
  return (edges: EdgeMaker): EdgeMaker => ({
    ...edges,
    prober: (engine, request) => {
      const prober = edges.prober(engine, request);
      return { ...prober, once: async (signal) => answer(await prober.once(signal)) };
    },
  });
}

/** v1 serves. */
async function shopWithOne() {
  const shop = await openWorkshop();
  onTestFinished(() => shop.remove());
  const place = { app: shop.app, environment: shop.dev };
  await shop.release();
  await shop.core.deployments.deploy(place);
  return { shop, place };
}

describe('a switch after which clients are not answered by the new colour', () => {
  it.each([
    {
      what: 'still by the old one',
      answer: (result: ProbeResult): ProbeResult => ({ ...result, ok: true, servedBy: 'blue' }),
      told: 'it was answered by blue',
    },
    {
      what: 'by nobody',
      answer: ({ at, latencyMs }: ProbeResult): ProbeResult => ({
        ok: false,
        at,
        latencyMs,
        reason: 'connection refused',
      }),
      told: 'connection refused',
    },
  ])('$what: is taken back', async ({ answer, told }) => {
    const { shop, place } = await shopWithOne();
    await shop.release();

    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const core = shop.secondCore({ wrapEdges: answeringProbes(answer) });
    const outcome = await core.deployments.deploy(place);
    expect((await clients.stop()).failures).toEqual([]);

    expect(outcome.deployment.state).toBe('failed');
    expect(outcome.deployment.error).toMatchObject({
      code: 'switch.failed',
      message: `After the switch a request through the edge was not answered by green: ${told}.`,
    });
    expect(outcome.steps.find(({ name }) => name === 'switch')?.state).toBe('failed');
    expect(outcome.serving).toEqual({ version: 1, colour: 'blue' });
    expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v1' });
    const replicas = await shop.engine.containers.list({
      [LABEL.app]: shop.app,
      [LABEL.role]: 'replica',
    });
    expect(replicas.map(({ labels, state }) => `${labels[LABEL.colour] ?? ''} ${state}`)).toEqual([
      'blue running',
    ]);
  });
});

const replicaOf = (shop: Workshop, colour: string) => `twinberth-${shop.app}-${shop.dev}-${colour}-1`;

/** v1, the warm standby of v2, hangs, and the edge knows. */
async function shopWithHangingStandby() {
  const { shop, place } = await shopWithOne();
  await shop.release();
  await shop.core.deployments.deploy(place);
  const docker = dockerOn(shop.test.endpoint);
  const standbyAnswers = async (answers: boolean) => {
    await docker.run('kill', '-s', answers ? 'CONT' : 'STOP', replicaOf(shop, 'blue'));
  };
  const stats = () =>
    docker.run(
      'exec',
      replicaOf(shop, 'edge').replace(/-1$/, ''),
      'sh',
      '-c',
      'echo "show stat be_blue 4 -1" | nc 127.0.0.1 9911',
    );
  await standbyAnswers(false);
  await expect.poll(stats).toMatch(/,DOWN,/);
  return { shop, place, standbyAnswers };
}

it('a standby that hangs by now does not get the gate: the rollback is refused, and what serves goes on', async () => {
  const { shop, place, standbyAnswers } = await shopWithHangingStandby();
  const clients = startLoad({ host: shop.address, port: shop.ports.dev });
  const refused = await shop.core.deployments.rollback(place);
  expect(refused.deployment).toMatchObject({ state: 'failed', error: { code: 'ready.failed' } });
  expect(refused.deployment.error?.message).toBe(
    'The edge sees no replica of blue up, so the gate was not swung to it.',
  );
  expect(await clients.stop()).toMatchObject({ failures: [], versions: ['v2'] });

  await standbyAnswers(true);
  const again = await shop.core.deployments.rollback(place);
  expect(again.deployment).toMatchObject({ state: 'live', version: 1 });
});

it('a standby that is not up yet is waited for, as after a start of the engine', async () => {
  const { shop, place, standbyAnswers } = await shopWithHangingStandby();
  const clients = startLoad({ host: shop.address, port: shop.ports.dev });
  const notes: string[] = [];
  const waiting = 'waiting until the edge sees blue up';
  const rollback = shop.core.deployments.rollback({
    ...place,
    onProgress: (change) => {
      if (change.kind === 'note') notes.push(change.text);
    },
  });
  await expect.poll(() => notes).toContain(waiting);
  await standbyAnswers(true);
  expect((await rollback).deployment).toMatchObject({ state: 'live', version: 1 });
  expect(await clients.stop()).toMatchObject({ failures: [], versions: ['v2', 'v1'] });
});

it('a colour that ends just as it gets the gate is not asked on: the old one has it back, and why is said', async () => {
  const { shop, place } = await shopWithOne();
  await shop.release();
  const docker = dockerOn(shop.test.endpoint);
  const endingAtSwitch = (edges: EdgeMaker): EdgeMaker => ({
    ...edges,
    session: async (engine, id, spec) => {
      const session = await edges.session(engine, id, spec);
      return {
        ...session,
        switchTo: async (colour, options) => {
          const switched = await session.switchTo(colour, options);
          if (colour === 'green') await docker.run('kill', replicaOf(shop, 'green'));
          return switched;
        },
      };
    },
  });
  const outcome = await shop.secondCore({ wrapEdges: endingAtSwitch }).deployments.deploy(place);
  expect(outcome.deployment).toMatchObject({ state: 'failed', error: { code: 'switch.failed' } });
  expect(outcome.deployment.error?.message).toBe(
    `After the switch no replica of green ran any more: ${replicaOf(shop, 'green')} ended with exit code 137.`,
  );
  expect(outcome.serving).toEqual({ version: 1, colour: 'blue' });
  expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v1' });
});
