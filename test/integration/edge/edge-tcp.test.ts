import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseProber } from '../../../electron/core/edge/choose-prober.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { openLines } from '../../support/edge/http-client.ts';
import type { Place } from '../../support/edge/http-client.ts';
import { stageEdge, until } from '../../support/edge/stage-edge.ts';
import type { EdgeStage } from '../../support/edge/stage-edge.ts';

let stage: EdgeStage;
let place: Place;

beforeAll(async () => {
  stage = await stageEdge('tcp');
  place = { host: stage.host.address, port: stage.spec.publish?.port ?? 0 };
  await Promise.all([stage.startColour('blue'), stage.startColour('green')]);
});
afterAll(() => stage.end());

function prober() {
  const { engine, spec, host, session } = stage;
  const facts = { spec, host, session, containerId: session.containerId, healthPath: '/' };
  return chooseProber(engine, facts, { clock: systemClock });
}

describe('an edge in TCP mode', () => {
  it('closes connections, and fails probes, before anything was switched on', async () => {
    await openLines(place).closed;
    const probes = prober();
    expect(await probes.once()).toMatchObject({ ok: false, reason: 'the connection was closed at once' });
    await probes.stop();
  });

  it('takes a connection for a good check, whatever the health path says', async () => {
    await stage.session.moor(stage.mooring('blue', { path: '/bad' }));
    await until(async () => (await stage.session.state()).replicas[0]?.ready === true, 'blue is ready');
    expect((await stage.session.state()).replicas[0]?.check).toBe('L4OK');
  });

  it('gives new connections to the new colour, and lets those that are open live on', async () => {
    await stage.session.switchTo('blue');
    await stage.ready('green');
    const old = openLines(place);
    await old.hear('blue');
    await stage.session.switchTo('green');
    const fresh = openLines(place);
    await fresh.hear('green');
    old.say('still there');
    await old.hear('still there');
    expect(await stage.session.openConnections('blue')).toBe(1);
    expect(await stage.session.openConnections('green')).toBe(1);
    old.socket.destroy();
    fresh.socket.destroy();
    await until(async () => (await stage.session.openConnections('blue')) === 0, 'nothing is open on blue');
  });

  it('tells from its counters which colour took a probe', async () => {
    const probes = prober();
    expect(await probes.once()).toMatchObject({ ok: true, servedBy: 'green' });
    await stage.session.switchTo('blue');
    expect(await probes.once()).toMatchObject({ ok: true, servedBy: 'blue' });
    expect(await probes.stop()).toMatchObject({ probes: 2, failures: 0, via: 'port' });
  });

  it('holds new connections, also silent ones, until the gate opens', async () => {
    await stage.session.hold('blue', 20_000);
    const silent = openLines(place);
    const talking = openLines(place);
    talking.say('hello');
    await until(async () => (await held()) >= 2, 'both connections are held');
    await stage.session.switchTo('green');
    await silent.hear('green');
    await talking.hear('hello');
    silent.socket.destroy();
    talking.socket.destroy();
  });

  it('closes a held connection when its time is over', async () => {
    await stage.session.hold('green', 50);
    await openLines(place).closed;
    await stage.session.switchTo('green');
  });
});

async function held(): Promise<number> {
  const sessions = await stage.runtimeApi('show sess');
  return sessions.split('\n').filter((line) => line.includes('fe=edge_in be=<NONE>')).length;
}
