import { describe, expect, it } from 'vitest';
import { sendJson } from '../../support/fake-engine.ts';
import { connectToFake } from '../../support/with-fake-engine.ts';

describe('the changed files of a container', () => {
  it('are read however the answer is cut, and whatever a name holds', async () => {
    const { fake, engine } = await connectToFake();
    const names = ['/app/plain', '/app/{brace}', '/app/"quote"', '/app/back\\slash', '/app/Ünïcode 🚢'];
    const kinds = ['modified', 'added', 'deleted', 'modified', 'added'];
    fake.on('GET /containers/web/changes', async ({ response }) => {
      const body = Buffer.from(JSON.stringify(names.map((Path, index) => ({ Path, Kind: index % 3 }))));
      response.writeHead(200, { 'Content-Type': 'application/json' });
      for (const byte of body) {
        response.write(Buffer.of(byte));
        await new Promise(setImmediate);
      }
      response.end();
    });
    expect(await engine.containers.changes('web', { limit: 100 })).toEqual({
      complete: true,
      entries: names.map((path, index) => ({ path, kind: kinds[index] })),
    });
  });

  it('are none when the engine says null', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('GET /containers/web/changes', ({ response }) => sendJson(response, 200, null));
    expect(await engine.containers.changes('web', { limit: 5 })).toEqual({ complete: true, entries: [] });
  });

  it('are left after so many, and the connection with them', async () => {
    const { fake, engine } = await connectToFake();
    let over = false;
    fake.on('GET /containers/web/changes', async ({ response }) => {
      response.on('close', () => (over = true));
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.write('[');
      for (let index = 0; !over; index++) {
        response.write(`${index === 0 ? '' : ','}{"Path":"/tmp/${index}","Kind":1}`);
        await new Promise(setImmediate);
      }
    });
    const { complete, entries } = await engine.containers.changes('web', { limit: 3 });
    expect({ complete, count: entries.length }).toEqual({ complete: false, count: 3 });
    await expect.poll(() => over).toBe(true);
  });
});

describe('what an engine tells in one request', () => {
  it('which image each tag points to', async () => {
    const { fake, engine } = await connectToFake();
    fake.on('GET /images/json', ({ response }) =>
      sendJson(response, 200, [
        { Id: 'sha256:a', RepoTags: ['web:v1', 'web:latest'] },
        { Id: 'sha256:b', RepoTags: null },
      ]),
    );
    expect([...(await engine.images.tags())]).toEqual([
      ['web:v1', 'sha256:a'],
      ['web:latest', 'sha256:a'],
    ]);
    expect(fake.calls.filter(({ path }) => path.startsWith('/images'))).toHaveLength(1);
  });

  it("a container's state and setup, and that there is none", async () => {
    const { fake, engine } = await connectToFake();
    fake.on('GET /containers/web/json', ({ response }) =>
      sendJson(response, 200, {
        Id: 'c1',
        Name: '/web',
        Image: 'sha256:a',
        State: { Status: 'running', Running: true },
        Config: {
          Env: ['A=1'],
          Cmd: ['node'],
          Entrypoint: null,
          User: 'app',
          Healthcheck: { Test: ['CMD', 'true'] },
        },
        HostConfig: {
          RestartPolicy: { Name: '' },
          Memory: 5,
          CpuQuota: 50_000,
          PidsLimit: -1,
          Tmpfs: { '/run': '' },
        },
      }),
    );
    const described = await engine.containers.describe('web');
    expect(described?.state).toMatchObject({ name: 'web', running: true, environment: ['A=1'] });
    expect(described?.setup).toMatchObject({
      command: ['node'],
      entrypoint: [],
      user: 'app',
      healthTest: ['CMD', 'true'],
      restart: 'no',
      memoryBytes: 5,
      cpus: 0.5,
      pids: 0,
      tmpfs: ['/run'],
    });
    fake.on('GET /containers/none/json', ({ response }) =>
      sendJson(response, 404, { message: 'No such container' }),
    );
    expect(await engine.containers.describe('none')).toBeUndefined();
  });

  it("past events, up to the engine's own present", async () => {
    const { fake, engine } = await connectToFake();
    const now = Date.parse('2020-01-01T00:00:07Z');
    fake.on('GET /_ping', ({ response }) => {
      response.setHeader('Date', new Date(now).toUTCString());
      response.end('OK');
    });
    fake.on('GET /events', ({ response }) => {
      const line = (Action: string) =>
        `${JSON.stringify({ Type: 'container', Action, Actor: { ID: 'c' }, time: 5 })}\n`;
      response.end(line('exec_start: sh -c ls') + line('restart'));
    });
    expect(await engine.pastEvents(2500)).toMatchObject([
      { action: 'exec_start', value: 'sh -c ls', id: 'c', at: 5000 },
      { action: 'restart' },
    ]);
    const asked = fake.calls.find(({ path }) => path === '/events')?.query;
    expect([asked?.get('since'), asked?.get('until')]).toEqual(['2', `${now / 1000}.999999999`]);
  });
});
