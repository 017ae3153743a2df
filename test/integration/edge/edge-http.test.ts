import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { otherColour } from '../../../shared/model/colour.ts';
import { get, openLines, startLoad } from '../../support/edge/http-client.ts';
import type { Place } from '../../support/edge/http-client.ts';
import { stageEdge, until } from '../../support/edge/stage-edge.ts';
import type { EdgeStage } from '../../support/edge/stage-edge.ts';

let stage: EdgeStage;
let place: Place;
const containers = { blue: '', green: '' };

beforeAll(async () => {
  stage = await stageEdge();
  place = { host: stage.host.address, port: stage.spec.publish?.port ?? 0 };
});
afterAll(() => stage.end());

describe('an edge in HTTP mode', () => {
  it('answers 503 with a hint to come back before anything was switched on', async () => {
    const answer = await get(place, '/');
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('1');
    expect(await stage.session.state()).toMatchObject({ gate: 'none', gateOnRestart: 'none', replicas: [] });
  });

  it('refuses to open to a colour that has no replica', async () => {
    await expect(stage.session.switchTo('blue')).rejects.toMatchObject({ code: 'edge.failed' });
    expect((await stage.session.state()).gate).toBe('none');
  });

  it('does not call a replica ready before it answers its checks, and says why', async () => {
    await stage.session.moor(stage.mooring('blue'));
    const early = (await stage.session.state()).replicas;
    expect(early).toMatchObject([{ colour: 'blue', replica: 1, ready: false }]);

    containers.blue = await stage.startColour('blue');
    await stage.session.moor({ ...stage.mooring('blue', { path: '/bad' }), restarted: true });
    await until(
      async () => (await stage.session.state()).replicas[0]?.check === 'L7STS 500',
      'the check saw the 500',
    );
    expect((await stage.session.state()).replicas).toMatchObject([{ status: 'down', ready: false }]);
  });

  it('changes the health path of a running colour without a restart', async () => {
    await stage.ready('blue');
    const { replicas } = await stage.session.state();
    expect(replicas).toMatchObject([
      { status: 'up', ready: true, check: 'L7OK 200', address: stage.address(11) },
    ]);
  });

  it('opens to a colour, and reads that back from the running process and the file', async () => {
    const { mapMs } = await stage.session.switchTo('blue');
    expect(mapMs).toBeGreaterThan(0);
    expect(await stage.session.state()).toMatchObject({ gate: 'blue', gateOnRestart: 'blue' });
    expect((await get(place, '/')).body).toBe('blue');
  });

  it('keeps what it knows of a replica that is moored again unchanged', async () => {
    await until(async () => (await stage.session.state()).replicas[0]?.ready === true, 'blue was checked');
    const before = await stage.session.state();
    await stage.session.moor(stage.mooring('blue'));
    const after = await stage.session.state();
    expect(after.replicas).toMatchObject([{ ready: true }]);
    expect(after.traffic.blue.requests).toBeGreaterThanOrEqual(before.traffic.blue.requests);
  });

  it('tells an app who asked, and nobody but a probe which colour answered', async () => {
    const plain = await get(place, '/headers', { headers: { 'x-forwarded-proto': 'https' } });
    const seen = JSON.parse(plain.body) as Record<string, string>;
    expect(seen['x-forwarded-for']).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    expect(seen['x-forwarded-proto']).toBe('https');
    expect(plain.headers['x-twinberth-served-by']).toBeUndefined();
    const probe = await get(place, '/headers', { headers: { 'x-twinberth-probe': '1' } });
    expect(probe.headers['x-twinberth-served-by']).toBe('blue');
    expect(JSON.parse(probe.body)).toMatchObject({ 'x-forwarded-proto': 'http' });
  });

  it('can be reached by other containers under the name of the app', async () => {
    expect(await stage.runBeside(['wget', '-q', '-O', '-', 'http://web:8080/'])).toBe('blue');
  });

  it('loses no request over 60 flips under load, and answers from the new colour at once', async () => {
    containers.green = await stage.startColour('green');
    await stage.ready('green');
    const load = startLoad(place, 6);
    let colour = 'blue' as 'blue' | 'green';
    const wrong: string[] = [];
    for (let flip = 0; flip < 60; flip += 1) {
      colour = otherColour(colour);
      await stage.session.switchTo(colour);
      const { body } = await get(place, '/');
      if (body !== colour) wrong.push(`flip ${flip}: ${body} instead of ${colour}`);
    }
    const { good, bad } = await load.stop();
    expect(wrong).toEqual([]);
    expect(bad).toEqual([]);
    expect(good).toBeGreaterThan(60);
    expect(await stage.session.state()).toMatchObject({ gate: 'blue', gateOnRestart: 'blue' });
  });

  it('keeps a kept connection and moves its next request to the new colour', async () => {
    const client = openLines(place);
    client.say('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await client.hear('\r\n\r\nblue');
    await stage.session.switchTo('green');
    client.say('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await client.hear('\r\n\r\ngreen');
    await stage.session.switchTo('blue');
    client.socket.destroy();
  });

  it('lets an upload and an upgraded connection live on after a flip, and counts them until they end', async () => {
    expect(await stage.session.openConnections('blue')).toBe(0);
    const upload = openLines(place);
    upload.say('POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nfirst');
    await upload.hear('first');
    const socket = openLines(place);
    socket.say('GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
    await socket.hear('101 Switching Protocols');
    expect(await stage.session.openConnections('blue')).toBe(2);

    await stage.session.switchTo('green');
    socket.say('still there');
    await socket.hear('still there');
    upload.say(' last');
    await upload.hear('last');
    upload.socket.destroy();
    await until(
      async () => (await stage.session.openConnections('blue')) === 1,
      'the upload is counted no more',
    );
    socket.say('and still');
    await socket.hear('and still');
    socket.socket.destroy();
    await until(async () => (await stage.session.openConnections('blue')) === 0, 'nothing is open on blue');
    await stage.session.switchTo('blue');
  });

  it('holds requests, and answers all of them from the colour that it is opened to', async () => {
    await stage.session.hold('blue', 20_000);
    expect(await stage.session.state()).toMatchObject({ gate: 'hold', gateOnRestart: 'blue' });
    const waiting = Array.from({ length: 20 }, () => get(place, '/'));
    await until(async () => (await heldRequests()) >= 20, 'all requests are held');
    await stage.session.switchTo('green');
    const answers = await Promise.all(waiting);
    expect(answers.map(({ status, body }) => `${status} ${body}`)).toEqual(Array(20).fill('200 green'));
    await stage.session.switchTo('blue');
  });

  it('gives up a held request with a 503 when its time is over', async () => {
    await stage.session.hold('blue', 50);
    expect((await get(place, '/')).status).toBe(503);
    await stage.session.switchTo('blue');
    expect((await get(place, '/')).status).toBe(200);
  });

  it('refuses to let go of the colour that serves, and lets go of the other', async () => {
    await expect(stage.session.unmoor('blue')).rejects.toMatchObject({ code: 'edge.failed' });
    await stage.session.unmoor('green');
    expect((await stage.session.state()).replicas.map(({ colour }) => colour)).toEqual(['blue']);
    expect((await get(place, '/')).body).toBe('blue');
  });

  it('closes what a colour is still answering when it must let go of it', async () => {
    await stage.ready('green');
    await stage.session.switchTo('green');
    const socket = openLines(place);
    socket.say('GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
    await socket.hear('101 Switching Protocols');
    await stage.session.switchTo('blue');
    await stage.session.unmoor('green');
    await socket.closed;
    expect((await stage.session.state()).replicas.map(({ colour }) => colour)).toEqual(['blue']);
  });

  it('spreads requests over replicas, and takes one away without touching the others', async () => {
    await stage.startColour('blue', 2);
    await stage.session.moor(stage.mooring('blue', {}, 2));
    await until(
      async () => (await stage.session.state()).replicas.every(({ ready }) => ready),
      'both are ready',
    );
    expect((await stage.session.state()).replicas.map(({ replica }) => replica)).toEqual([1, 2]);
    const load = startLoad(place, 4);
    await stage.session.moor(stage.mooring('blue', {}, 1));
    expect((await stage.session.state()).replicas.map(({ replica }) => replica)).toEqual([1]);
    expect((await load.stop()).bad).toEqual([]);
  });

  it('keeps answering over a short restart of the only replica', async () => {
    const waiting = (async () => {
      await stage.engine.containers.kill(containers.blue);
      await stage.engine.containers.wait(containers.blue);
      const asked = get(place, '/');
      await stage.engine.containers.start(containers.blue);
      return asked;
    })();
    expect(await waiting).toMatchObject({ status: 200, body: 'blue' });
  });

  it('opens its session again when the streams are lost', async () => {
    const { engine, session } = stage;
    await engine.containers.exec(session.containerId, ['killall', 'nc', 'sh'], { user: '0' });
    await session.switchTo('blue');
    expect(await session.state()).toMatchObject({ gate: 'blue', gateOnRestart: 'blue' });
  });

  it('serves the right colour again after HAProxy died, and after the container was restarted', async () => {
    const { engine, session } = stage;
    await stage.ready('green');
    await session.switchTo('green');
    const before = (await engine.containers.inspect(session.containerId))?.startedAt;
    // Nothing inside a container can kill its first process; HAProxy can be told to exit on the spot.
    await stage.runtimeApi('expert-mode on; debug dev exit 1');
    await until(async () => {
      const now = await engine.containers.inspect(session.containerId);
      return now?.running === true && now.startedAt !== before;
    }, 'the edge was started again');
    await until(async () => (await answerOrNothing()) === 'green', 'green answers');
    expect(await session.state()).toMatchObject({
      gate: 'green',
      replicas: [
        { colour: 'blue', replica: 1 },
        { colour: 'green', replica: 1 },
      ],
    });

    await engine.containers.stop(session.containerId, 1000);
    await engine.containers.start(session.containerId);
    await until(async () => (await answerOrNothing()) === 'green', 'green answers');
    await session.switchTo('blue');
    expect((await get(place, '/')).body).toBe('blue');
  });

  it('says that it is gone when it was removed', async () => {
    const { engine, session } = stage;
    await engine.containers.remove(session.containerId);
    await expect(session.state()).rejects.toThrow('its container is gone');
  });
});

async function answerOrNothing(): Promise<string> {
  return get(place, '/').then(
    ({ body }) => body,
    () => '',
  );
}

/** Requests in the frontend that no backend has yet. */
async function heldRequests(): Promise<number> {
  const sessions = await stage.runtimeApi('show sess');
  return sessions.split('\n').filter((line) => line.includes('fe=edge_in be=<NONE>')).length;
}
