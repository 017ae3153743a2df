import { Agent } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseShowStat } from '../../../electron/core/edge/parse-show-stat.ts';
import { get } from '../../support/edge/http-client.ts';
import { stageEdge, type EdgeStage } from '../../support/edge/stage-edge.ts';

let stage: EdgeStage;
beforeAll(async () => {
  stage = await stageEdge();
});
afterAll(() => stage.end());

test('requests to a colour that was moored at run time share connections to the app', async () => {
  await stage.startColour('blue');
  await stage.ready('blue');
  await stage.session.switchTo('blue');
  const place = { host: stage.host.address, port: stage.spec.publish?.port ?? 0 };
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let asked = 0; asked < 40; asked += 1) expect((await get(place, '/', { agent })).body).toBe('blue');
  agent.destroy();
  const [server] = parseShowStat(await stage.runtimeApi('show stat be_blue 4 -1'));
  expect(server?.number('reuse')).toBeGreaterThan(30);
  expect(server?.number('connect')).toBeLessThan(10);
});

test('a colour with kept connections can be unmoored while its app still runs', async () => {
  await stage.startColour('green');
  await stage.ready('green');
  await stage.session.switchTo('green');
  await stage.session.unmoor('blue');
  expect((await stage.session.state()).replicas.map(({ colour }) => colour)).toEqual(['green']);
});
