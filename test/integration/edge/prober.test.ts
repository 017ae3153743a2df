import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseProber } from '../../../electron/core/edge/choose-prober.ts';
import type { Engine } from '../../../electron/core/engine/engine.ts';
import type { EdgeSpec } from '../../../electron/core/edge/edge.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { freePort, stageEdge, until } from '../../support/edge/stage-edge.ts';
import type { EdgeStage } from '../../support/edge/stage-edge.ts';

let stage: EdgeStage;
let green: string;

beforeAll(async () => {
  stage = await stageEdge();
  [, green] = await Promise.all([stage.startColour('blue'), stage.startColour('green')]);
  await stage.ready('blue');
  await stage.ready('green');
});
afterAll(() => stage.end());

function prober(spec: EdgeSpec = stage.spec, healthPath = '/healthz') {
  const { engine, host, session } = stage;
  return chooseProber(
    engine,
    { spec, host, session, containerId: session.containerId, healthPath },
    { clock: systemClock },
  );
}

async function sent(): Promise<number> {
  const { traffic } = await stage.session.state();
  return traffic.blue.requests + traffic.green.requests;
}

/** The same edge as seen by somebody who cannot reach what it publishes. */
function unpublished(): EdgeSpec {
  const { publish: _published, ...rest } = stage.spec;
  return rest;
}

describe('a prober', () => {
  it('counts an answer that the edge made up as lost', async () => {
    const probes = prober();
    expect(await probes.once()).toMatchObject({ ok: false, reason: 'HTTP 503 made up by the edge' });
    expect(await probes.stop()).toMatchObject({
      probes: 1,
      failures: 1,
      via: 'port',
      failureSamples: ['HTTP 503 made up by the edge'],
    });
    await stage.session.switchTo('blue');
  });

  it("takes the app's own error for an answer", async () => {
    const probes = prober(stage.spec, '/bad');
    expect(await probes.once()).toMatchObject({ ok: true, status: 500, servedBy: 'blue' });
    await probes.stop();
  });

  it('sees the colour change, and no loss, over a flip', async () => {
    const probes = prober();
    const before = await sent();
    probes.start(5);
    await until(async () => (await sent()) >= before + 10, 'ten probes were answered');
    await stage.session.switchTo('green');
    expect(await probes.once()).toMatchObject({ ok: true, servedBy: 'green' });
    const summary = await probes.stop();
    expect(summary).toMatchObject({ failures: 0, via: 'port', failureSamples: [] });
    expect(summary.probes).toBeGreaterThan(10);
    expect(summary.longestGapMs).toBeGreaterThan(0);
    expect(summary.latencyP95Ms).toBeGreaterThanOrEqual(summary.latencyP50Ms);
  });

  it('counts what an announced interruption swallows apart', async () => {
    const probes = prober();
    await probes.once();
    probes.start(5);
    probes.announceInterruption(true);
    await stage.session.hold('green', 20_000);
    await until(
      async () => (await stage.runtimeApi('show sess')).split('be=<NONE>').length > 5,
      'probes are held',
    );
    await stage.session.switchTo('blue');
    expect(await probes.once()).toMatchObject({ ok: true, servedBy: 'blue' });
    probes.announceInterruption(false);
    expect(await probes.once()).toMatchObject({ ok: true });
    const interrupted = probes.interruptionMs();
    const summary = await probes.stop();
    expect(interrupted).toBeGreaterThan(0);
    expect(probes.interruptionMs()).toBe(interrupted);
    expect(summary.failures).toBe(0);
  });

  it('goes through the edge container where nothing is published', async () => {
    const probes = prober(unpublished());
    expect(await probes.once()).toMatchObject({ ok: true, servedBy: 'blue', status: 200 });
    const before = await sent();
    probes.start(5);
    await until(async () => (await sent()) >= before + 10, 'ten probes were answered');
    expect(await probes.stop()).toMatchObject({ failures: 0, via: 'inside' });
  });

  it('asks an engine that does not answer for one way inside at a time, and for none that nobody needs any more', async () => {
    const { engine, host, session } = stage;
    const asked: (AbortSignal | undefined)[] = [];
    let answers = false;
    const openExec: Engine['containers']['openExec'] = (id, command, options = {}) => {
      asked.push(options.signal);
      if (answers) return engine.containers.openExec(id, command, options);
      return new Promise((_, reject) =>
        options.signal?.addEventListener('abort', () => reject(new Error('given up'))),
      );
    };
    const silent: Engine = { ...engine, containers: { ...engine.containers, openExec } };
    const probes = chooseProber(
      silent,
      { spec: unpublished(), host, session, containerId: session.containerId, healthPath: '/healthz' },
      { clock: systemClock },
    );
    const first = new AbortController();
    const given = probes.once(first.signal);
    probes.start(5);
    await setTimeout(300);
    expect(asked).toHaveLength(1);
    const before = await sent();
    answers = true;
    first.abort();
    await expect(given).rejects.toThrow();
    expect(asked[0]?.aborted).toBe(true);
    await until(async () => (await sent()) >= before + 10, 'ten probes were answered');
    expect(await probes.stop()).toMatchObject({ failures: 0, via: 'inside' });
    expect(asked.length).toBeLessThan(10);
  });

  it('goes through the edge container where the port is not the one of our edge', async () => {
    const probes = prober({ ...stage.spec, publish: { address: '127.0.0.1', port: await freePort() } });
    expect(await probes.once()).toMatchObject({ ok: true, servedBy: 'blue' });
    expect(await probes.stop()).toMatchObject({ probes: 1, failures: 0, via: 'inside' });
  });

  it('counts requests that nobody answers, and how long that lasted', async () => {
    await stage.session.switchTo('green');
    const probes = prober();
    await probes.once();
    probes.start(20);
    await stage.engine.containers.stop(green, 0);
    await until(async () => {
      const { replicas } = await stage.session.state();
      return replicas.some((replica) => replica.colour === 'green' && replica.status === 'down');
    }, 'the edge has given green up');
    const failed = await probes.once();
    expect(failed).toMatchObject({ ok: false });
    await stage.session.switchTo('blue');
    await probes.once();
    const summary = await probes.stop();
    expect(summary.failures).toBeGreaterThan(0);
    expect(summary.failureSamples.length).toBeGreaterThan(0);
    expect(summary.longestGapMs).toBeGreaterThan(20);
  });
});
