import { pack } from 'tar-stream';
import { describe, expect, test, vi } from 'vitest';
import type { LogLine } from '../../electron/core/engine/engine.ts';
import { dockerOn } from '../support/docker-on.ts';
import { failureOf } from '../support/failure-of.ts';
import { testEngine } from '../support/test-engine.ts';
import { useEngine } from '../support/with-engine.ts';

const { engine, name, create, labels } = await useEngine();
const containers = engine.containers;
const forever = ['sleep', '1000'];

const shell = (script: string): readonly string[] => ['sh', '-c', script];

async function collect(lines: AsyncIterable<LogLine>): Promise<LogLine[]> {
  const found: LogLine[] = [];
  for await (const line of lines) found.push(line);
  return found;
}

describe('the life of a container', () => {
  test('from creation to removal, every step of it repeatable', async () => {
    const id = await create({ command: shell('exit 3'), environment: ['A=1'] });
    expect(await containers.inspect(id)).toMatchObject({
      id,
      status: 'created',
      running: false,
      environment: expect.arrayContaining(['A=1']) as unknown,
    });
    await containers.start(id);
    expect(await containers.wait(id)).toBe(3);
    const ended = await containers.inspect(id);
    expect(ended).toMatchObject({ status: 'exited', exitCode: 3, oomKilled: false, restartCount: 0 });
    expect(ended?.finishedAt).toBeGreaterThanOrEqual(ended?.startedAt ?? Infinity);
    await containers.stop(id, 0);
    await containers.remove(id);
    await containers.remove(id);
    expect(await containers.inspect(id)).toBeUndefined();
  });

  test('started twice and stopped twice it is as started and stopped once', async () => {
    const id = await create({ command: forever });
    await containers.start(id);
    await containers.start(id);
    expect(await containers.inspect(id)).toMatchObject({ running: true, status: 'running' });
    await containers.stop(id, 0);
    await containers.stop(id, 0);
    expect(await containers.inspect(id)).toMatchObject({ running: false, exitCode: 137 });
  });

  test('paused by somebody, it goes on when it is started, and can be stopped', async () => {
    const id = await create({ command: forever });
    await containers.start(id);
    const docker = dockerOn(testEngine().endpoint);
    await docker.run('pause', id);
    expect(await containers.inspect(id)).toMatchObject({ status: 'paused' });
    await containers.start(id);
    expect(await containers.inspect(id)).toMatchObject({ status: 'running', restartCount: 0 });
    await docker.run('pause', id);
    await containers.stop(id, 0);
    expect(await containers.inspect(id)).toMatchObject({ status: 'exited' });
  });

  test('what ignores its stop signal is killed after its grace', async () => {
    const id = await create({
      command: shell('trap "" TERM; echo ready; while :; do sleep 1; done'),
      stopSignal: 'SIGTERM',
    });
    await containers.start(id);
    for await (const { text } of containers.logs(id, { follow: true })) if (text === 'ready') break;
    await containers.stop(id, 300);
    expect((await containers.inspect(id))?.exitCode).toBe(137);
  });

  test('the restart policy can be changed while it runs', async () => {
    const id = await create({ command: shell('sleep 0.1; exit 1') });
    await containers.setRestartPolicy(id, 'always');
    await containers.start(id);
    await vi.waitUntil(async () => ((await containers.inspect(id))?.restartCount ?? 0) > 0, {
      timeout: 20_000,
    });
    await containers.setRestartPolicy(id, 'no');
    await vi.waitUntil(async () => (await containers.inspect(id))?.status === 'exited', { timeout: 20_000 });
  });

  test('is found by its labels, also when it does not run', async () => {
    const id = await create({ labels: { colour: 'blue' } });
    await create({ labels: { colour: 'green' } });
    const found = await containers.list({
      'dev.twinberth.test': labels['dev.twinberth.test'] ?? '',
      colour: 'blue',
    });
    expect(found.map((container) => container.id)).toEqual([id]);
    expect((await containers.list({ 'dev.twinberth.test': true, colour: true })).length).toBeGreaterThan(1);
  });

  test('files can be put into it before it starts', async () => {
    const id = await create({ command: shell('cat /etc/greeting') });
    const tar = pack();
    tar.entry({ name: 'greeting', mode: 0o644 }, 'hello\n');
    tar.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of tar) chunks.push(chunk as Buffer);
    await containers.putArchive(id, '/etc', Buffer.concat(chunks));
    await containers.start(id);
    await containers.wait(id);
    expect((await collect(containers.logs(id, {}))).map(({ text }) => text)).toEqual(['hello']);
  });
});

describe('the spec reaches the container', () => {
  test('limits, capabilities, read-only root, memory file systems, user and hosts', async () => {
    const id = await create({
      command: shell(
        'touch /x; touch /tmp/y && echo tmp; id -u; ulimit -n; cat /etc/hosts; hostname; pwd; cat /proc/1/comm',
      ),
      readOnlyRoot: true,
      tmpfs: ['/tmp:size=1m'],
      user: '1000:1000',
      ulimits: [{ name: 'nofile', soft: 321, hard: 654 }],
      extraHosts: ['db.lan:10.9.8.7'],
      hostname: 'berth',
      workingDir: '/tmp',
      init: true,
      memoryBytes: 32 * 1024 * 1024,
      cpus: 0.5,
      pids: 20,
      capDrop: ['ALL'],
      logRotation: { maxBytes: 100_000, maxFiles: 2 },
    });
    await containers.start(id);
    expect(await containers.wait(id)).toBe(0);
    const printed = await collect(containers.logs(id, {}));
    const text = printed.map((line) => line.text);
    expect(text).toEqual(expect.arrayContaining(['tmp', '1000', '321', 'berth', '/tmp', '10.9.8.7\tdb.lan']));
    expect(text.some((line) => /init/.test(line))).toBe(true);
    expect(printed.find((line) => line.stream === 'stderr')?.text).toContain('Read-only file system');
  });

  test('a fixed address and an alias in a network', async () => {
    const network = name('net');
    await engine.networks.create({ name: network, subnet: '10.231.70.0/24', labels });
    const server = await create({
      command: shell('mkdir /www; echo hi > /www/index.html; httpd -f -p 80 -h /www'),
      network: { name: network, address: '10.231.70.9', aliases: ['web'] },
    });
    expect((await containers.inspect(server))?.addresses).toEqual({ [network]: '10.231.70.9' });
    await containers.start(server);
    expect((await containers.inspect(server))?.addresses).toEqual({ [network]: '10.231.70.9' });
    const client = await create({ command: forever, network: { name: network } });
    await containers.start(client);
    await vi.waitUntil(
      async () => (await containers.exec(client, ['wget', '-qO-', 'http://web/'])).stdout === 'hi\n',
      { timeout: 20_000 },
    );
    expect((await engine.networks.inspect(network))?.addresses[server]).toBe('10.231.70.9');

    const second = await create({ command: forever, network: { name: network, address: '10.231.70.9' } });
    expect((await failureOf(containers.start(second))).code).toBe('address.exhausted');
  });

  test('a volume and a bind that is only read', async () => {
    const volume = name('data');
    await engine.volumes.create(volume, labels);
    const mounts = [
      { kind: 'volume', source: volume, target: '/data', readOnly: false },
      { kind: 'bind', source: '/etc', target: '/host', readOnly: true },
    ] as const;
    const id = await create({ command: shell('echo kept > /data/x; touch /host/x'), mounts });
    await containers.start(id);
    await containers.wait(id);
    expect((await collect(containers.logs(id, {})))[0]?.text).toContain('Read-only');
    const other = await create({ command: shell('cat /data/x'), mounts: [{ ...mounts[0], readOnly: true }] });
    await containers.start(other);
    await containers.wait(other);
    expect((await collect(containers.logs(other, {}))).map(({ text }) => text)).toEqual(['kept']);
    expect((await containers.inspect(other))?.mounts).toMatchObject([
      { type: 'volume', name: volume, target: '/data', readOnly: true },
    ]);
  });
});

describe('what stands in the way', () => {
  test('a name that is taken', async () => {
    const taken = name('taken');
    await create({ name: taken });
    const failure = await failureOf(create({ name: taken }));
    expect(failure.code).toBe('name.taken');
    expect(String(failure.details['engine'])).toContain(taken);
  });

  test('a port that is taken is named, and who has it can be found', async () => {
    const publish = [{ containerPort: 80, hostPort: 28_431, hostAddress: '127.0.0.1' }];
    const spec = { command: forever, publish, network: { name: 'bridge' } };
    const first = await create(spec);
    await containers.start(first);
    const failure = await failureOf(containers.start(await create(spec)));
    expect(failure.code).toBe('port.taken');
    expect(failure.details['port']).toBe(28_431);
    expect((await containers.listPublishing(28_431)).map(({ id }) => id)).toEqual([first]);
    expect((await containers.inspect(first))?.ports).toEqual([
      { containerPort: 80, protocol: 'tcp', hostPort: 28_431, hostAddress: '127.0.0.1' },
    ]);
  });

  test('an image, or a container, that is not there', async () => {
    const nothing = `sha256:${'0'.repeat(64)}`;
    expect((await failureOf(create({ image: nothing }))).code).toBe('image.missing');
    expect((await failureOf(containers.start('tb-no-such-container'))).code).toBe('container.missing');
    expect((await failureOf(collect(containers.logs('tb-no-such-container', {})))).code).toBe(
      'container.missing',
    );
    expect((await failureOf(containers.openExec('tb-no-such-container', ['sh']))).code).toBe(
      'container.missing',
    );
  });

  test('a program that the image does not have: the start fails with the words of the engine', async () => {
    const id = await create({ command: ['no-such-program'] });
    const failure = await failureOf(containers.start(id));
    expect(failure.code).toBe('engine.failed');
    expect(failure.message).toContain('no-such-program');
    expect((await containers.inspect(id))?.error).toContain('no-such-program');
  });
});
