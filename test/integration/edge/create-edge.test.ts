import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEdge } from '../../../electron/core/edge/create-edge.ts';
import { createEdgeMaker } from '../../../electron/core/edge/create-edge-maker.ts';
import { edgeName, edgeVolumeName } from '../../../electron/core/edge/edge-spec.ts';
import type { EdgeSpec } from '../../../electron/core/edge/edge.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import { get } from '../../support/edge/http-client.ts';
import { freePort, stageEdge, until } from '../../support/edge/stage-edge.ts';
import type { EdgeStage } from '../../support/edge/stage-edge.ts';

const deps = { clock: systemClock, log: silentLog };
let stage: EdgeStage;

beforeAll(async () => {
  stage = await stageEdge();
});
afterAll(() => stage.end());

/** Another edge on the stage's network. */
function otherSpec(app: string, changes: Partial<EdgeSpec> = {}): EdgeSpec {
  const { publish: _published, ...rest } = stage.spec;
  return { ...rest, app, address: stage.address(3), ...changes };
}

async function create(spec: EdgeSpec) {
  return createEdge(stage.engine, { spec, moorings: [], gate: 'none', labels: stage.labels }, deps);
}

async function expectNothingLeft(spec: EdgeSpec): Promise<void> {
  expect(await stage.engine.containers.inspect(edgeName(spec))).toBeUndefined();
  expect(await stage.engine.volumes.inspect(edgeVolumeName(spec))).toBeUndefined();
}

describe('creating an edge', () => {
  it('labels what it makes, so that it can be found and compared', async () => {
    const [edge] = await stage.engine.containers.list({
      [LABEL.role]: 'edge',
      [LABEL.env]: stage.spec.environment,
    });
    expect(edge).toMatchObject({ name: edgeName(stage.spec), labels: { [LABEL.app]: 'web' } });
    expect(edge?.labels[LABEL.specHash]).toMatch(/^[0-9a-f]{64}$/);
  });

  it('names the container that has the port, and leaves nothing behind', async () => {
    const spec = otherSpec('second', { ...(stage.spec.publish ? { publish: stage.spec.publish } : {}) });
    await expect(create(spec)).rejects.toMatchObject({
      code: 'port.taken',
      details: { container: edgeName(stage.spec), port: stage.spec.publish?.port },
    });
    await expectNothingLeft(spec);
  });

  it('refuses a port that a process on the host has, and leaves nothing behind', async () => {
    const port = await freePort();
    const holder = await stage.holdHostPort(port);
    const spec = otherSpec('third', { publish: { ...stage.spec.publish, port } });
    const failure = await create(spec).catch((error: unknown) => error);
    await stage.engine.containers.remove(holder);
    expect(failure).toMatchObject({ code: 'port.taken', details: { port } });
    await expectNothingLeft(spec);
  });

  it("reports HAProxy's own words when it does not accept its configuration", async () => {
    const spec = otherSpec('fourth', { healthTimeoutMs: -1 });
    await expect(create(spec)).rejects.toMatchObject({
      code: 'edge.failed',
      message: expect.stringContaining('timeout check') as string,
    });
    await expectNothingLeft(spec);
  });

  it('leaves a volume alone that has its name but is not ours', async () => {
    const spec = otherSpec('fifth');
    await stage.engine.volumes.create(edgeVolumeName(spec), { [LABEL.run]: stage.run });
    await expect(create(spec)).rejects.toMatchObject({ code: 'name.taken' });
    expect(await stage.engine.volumes.inspect(edgeVolumeName(spec))).toBeDefined();
    await stage.engine.volumes.remove(edgeVolumeName(spec));
  });

  it('serves at once what it was created with, and its maker keeps one session with it', async () => {
    await stage.startColour('blue');
    const maker = createEdgeMaker({ ...deps, owner: 'test@here', runLabel: stage.run });
    const spec = otherSpec('sixth', { publish: { ...stage.spec.publish, port: await freePort() } });
    const request = { spec, host: stage.host, moorings: [stage.mooring('blue')], gate: 'blue' as const };
    const id = await maker.create(stage.engine, request);
    const place = { host: stage.host.address, port: spec.publish?.port ?? 0 };
    await until(async () => (await get(place, '/')).body === 'blue', 'blue answers');
    const session = await maker.session(stage.engine, id, spec);
    expect(await session.state()).toMatchObject({ gate: 'blue', gateOnRestart: 'blue' });
    expect(await maker.session(stage.engine, id, spec)).toBe(session);
    expect((await stage.engine.containers.inspect(id))?.labels[LABEL.specHash]).toBe(maker.specHash(spec));

    await maker.remove(stage.engine, spec, id, true);
    await expect(session.state()).rejects.toMatchObject({ code: 'edge.failed' });
    await expectNothingLeft(spec);
    maker.close();
  });
});
