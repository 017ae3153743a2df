import { expect, test } from 'vitest';
import { sendJson } from '../../support/fake-engine.ts';
import { failureOf } from '../../support/failure-of.ts';
import { connectToFake } from '../../support/with-fake-engine.ts';

test('a container as API 1.52 describes it, without the fields that it dropped', async () => {
  const { fake, engine } = await connectToFake({ ping: { 'Api-Version': '1.52' } });
  fake.on('GET /containers/web/json', ({ response }) =>
    sendJson(response, 200, {
      Id: 'abc',
      Name: '/web',
      Image: 'sha256:1',
      RestartCount: 2,
      State: {
        Status: 'running',
        Running: true,
        Pid: 42,
        ExitCode: 0,
        StartedAt: '2026-11-23T02:59:15.557181385Z',
        FinishedAt: '0001-01-01T00:00:00Z',
        Health: { Status: 'unhealthy', Log: [{ ExitCode: 1, Output: 'refused\n' }] },
      },
      Config: { Labels: { a: 'b' }, Env: ['A=1'] },
      HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '' }] } },
      Mounts: [{ Type: 'volume', Name: 'data', Source: '/v/data', Destination: '/data', RW: true }],
      NetworkSettings: {
        Ports: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }], '9000/tcp': null },
        Networks: { net: { IPAMConfig: null, IPAddress: '10.0.0.5' }, gone: { IPAddress: '' } },
      },
    }),
  );
  expect(await engine.containers.inspect('web')).toEqual({
    id: 'abc',
    name: 'web',
    image: 'sha256:1',
    labels: { a: 'b' },
    status: 'running',
    running: true,
    pid: 42,
    exitCode: 0,
    oomKilled: false,
    error: '',
    restartCount: 2,
    startedAt: Date.UTC(2026, 10, 23, 2, 59, 15, 557),
    health: { status: 'unhealthy', log: ['exit 1: refused'] },
    addresses: { net: '10.0.0.5' },
    ports: [
      { containerPort: 80, protocol: 'tcp', hostPort: 8080, hostAddress: '0.0.0.0' },
      { containerPort: 9000, protocol: 'tcp' },
    ],
    mounts: [{ type: 'volume', name: 'data', source: '/v/data', target: '/data', readOnly: false }],
    environment: ['A=1'],
  });
});

test('a container of Podman: short image id, its own words for states, null where Docker has empty lists', async () => {
  const { fake, engine } = await connectToFake({ ping: { 'Libpod-API-Version': '5.4.0' } });
  const image = 'ab'.repeat(32);
  fake.on('GET /containers/web/json', ({ response }) =>
    sendJson(response, 200, {
      Id: 'abc',
      Name: 'web',
      Image: image,
      State: { Status: 'configured', Healthcheck: { Status: 'healthy', Log: null } },
      Config: { Labels: null, Env: null },
      Mounts: null,
      NetworkSettings: { Ports: null, Networks: null },
    }),
  );
  expect(await engine.containers.inspect('web')).toMatchObject({
    image: `sha256:${image}`,
    status: 'created',
    health: { status: 'healthy', log: [] },
    mounts: [],
    ports: [],
  });
});

test('a list asks for labels, and for the presence of labels', async () => {
  const { fake, engine } = await connectToFake();
  fake.on('GET /containers/json', ({ response }) =>
    sendJson(response, 200, [
      {
        Id: 'abc',
        Names: ['/other/alias', '/web'],
        Image: 'web:v1',
        ImageID: 'sha256:1',
        Labels: null,
        State: 'exited',
        Created: 5,
        Ports: null,
      },
    ]),
  );
  expect(await engine.containers.list({ app: 'web', mine: true })).toEqual([
    { id: 'abc', name: 'web', image: 'sha256:1', labels: {}, state: 'exited', createdAt: 5000, ports: [] },
  ]);
  const query = fake.calls.at(-1)?.query;
  expect(JSON.parse(String(query?.get('filters')))).toEqual({ label: ['app=web', 'mine'] });
  expect(query?.get('all')).toBe('true');
});

test('a list of some containers asks for them by their ids, in one request', async () => {
  const { fake, engine } = await connectToFake();
  fake.on('GET /containers/json', ({ response }) => sendJson(response, 200, []));
  await engine.containers.list({ mine: true }, ['a', 'b']);
  const query = fake.calls.at(-1)?.query;
  expect(JSON.parse(String(query?.get('filters')))).toEqual({ label: ['mine'], id: ['a', 'b'] });
  const asked = fake.calls.length;
  expect(await engine.containers.list({ mine: true }, [])).toEqual([]);
  expect(fake.calls).toHaveLength(asked);
});

test('what is gone already is no error to remove, and a removal under way is waited for', async () => {
  const { fake, engine } = await connectToFake();
  await engine.containers.remove('abc');
  fake.on('DELETE /containers/abc', ({ response }) =>
    sendJson(response, 409, { message: 'removal of container abc is already in progress' }),
  );
  let waited = false;
  fake.on('POST /containers/abc/wait', ({ response, query }) => {
    waited = query.get('condition') === 'removed';
    sendJson(response, 200, { StatusCode: 0 });
  });
  await engine.containers.remove('abc');
  expect(waited).toBe(true);
});

test('a name with odd letters stays within its own call', async () => {
  const { fake, engine } = await connectToFake();
  expect(await engine.containers.inspect('a?all=1#%2e')).toBeUndefined();
  expect(fake.calls.at(-1)?.path).toBe('/containers/a?all=1#%2e/json');
  const sent = fake.calls.length;
  expect((await failureOf(engine.containers.remove('../images/x'))).code).toBe('usage');
  expect(fake.calls).toHaveLength(sent);
});

test('a secret in a spec does not show in what goes wrong with it', async () => {
  const { fake, engine } = await connectToFake();
  fake.on('POST /containers/create', ({ response }) => sendJson(response, 500, { message: 'no luck' }));
  const failure = await failureOf(
    engine.containers.create({ name: 'web', image: 'sha256:1', labels: {}, environment: ['TOKEN=hunter2'] }),
  );
  expect(JSON.stringify(failure.toReply())).not.toContain('hunter2');
  expect(String(failure.stack)).not.toContain('hunter2');
});
