import { describe, expect, it, onTestFinished } from 'vitest';
import type { EdgeMaker } from '../../../electron/core/deployments/edge-maker.ts';
import type { ProbeResult } from '../../../electron/core/edge/prober.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { startLoad } from '../../support/load-client.ts';
import { openWorkshop } from '../../support/workshop.ts';

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
    const shop = await openWorkshop();
    onTestFinished(() => shop.remove());
    const place = { app: shop.app, environment: shop.dev };
    await shop.release();
    await shop.core.deployments.deploy(place);
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
