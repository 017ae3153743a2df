import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DriftFinding } from '../../../shared/model/drift.ts';
import { LABEL, LABEL_VERSION } from '../../../electron/core/engine/labels.ts';
import { startLoad } from '../../support/load-client.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { dockerOn } from '../../support/docker-on.ts';

/** What people do to containers behind our back: each is found and named, and healing brings all of it back under load. */
describe('drift on a real engine', () => {
  let shop: Workshop;
  let docker: ReturnType<typeof dockerOn>;
  beforeAll(async () => {
    shop = await openWorkshop();
    docker = dockerOn(shop.test.endpoint);
    await shop.release({ app: { replicas: 2, environment: { GREETING: 'hello' } } });
    await shop.core.deployments.deploy(place());
  });
  afterAll(() => shop.remove());

  const place = () => ({ app: shop.app, environment: shop.dev });
  const named = (part: string) => `twinberth-${shop.app}-${shop.dev}-${part}`;
  const scan = async (): Promise<readonly DriftFinding[]> => {
    const [report, ...others] = await shop.core.drift(place());
    expect(others).toEqual([]);
    expect(report).toMatchObject({ ...place(), host: 'local', state: 'checked' });
    return report?.findings ?? [];
  };
  const heal = async () => {
    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const outcome = await shop.core.deployments.heal(place());
    const load = await clients.stop();
    expect(outcome.deployment).toMatchObject({ kind: 'heal', state: 'live', receipt: { failures: 0 } });
    expect(load.failures).toEqual([]);
    // A replica that is gone holds a request up for seconds until the edge tries the other one: few, but none is lost.
    expect(load.requests).toBeGreaterThan(0);
    return outcome;
  };
  const serving = async (replica: number) => {
    const [status] = await shop.core.status(shop.app);
    return named(`${status?.berth?.active ?? '?'}-${replica}`);
  };

  it('finds nothing after a deployment, and changes nothing by looking', async () => {
    const before = await docker.state(shop.app);
    expect(await scan()).toEqual([]);
    expect(await docker.state(shop.app)).toEqual(before);
  });

  it('finds a replica that was removed, and one that was stopped', async () => {
    const [first, second] = [await serving(1), await serving(2)];
    await docker.run('rm', '-f', first);
    expect(await scan()).toMatchObject([{ kind: 'missing', severity: 'serious', container: first }]);
    await heal();
    expect(await scan()).toEqual([]);
    const other = await serving(2);
    expect(other).not.toBe(second);
    await docker.run('stop', '-t', '0', other);
    expect(await scan()).toMatchObject([
      { kind: 'state', severity: 'serious', container: other, expected: 'running', observed: 'exited' },
    ]);
    await heal();
    expect(await scan()).toEqual([]);
  });

  it('finds what was changed of a container, and remembers since when', async () => {
    const [first, second] = [await serving(1), await serving(2)];
    await docker.run('update', '--memory', '64m', '--memory-swap', '64m', '--restart', 'no', first);
    await docker.run('network', 'disconnect', `twinberth-${shop.dev}`, second);
    const found = await scan();
    expect(found).toMatchObject([
      { kind: 'network', severity: 'serious', container: second },
      {
        kind: 'limit',
        severity: 'warning',
        container: first,
        expected: 'none',
        observed: '67.1 MB (67108864 bytes)',
      },
      { kind: 'restart', container: first, expected: 'always', observed: 'no' },
    ]);
    expect((await scan()).map(({ since }) => since)).toEqual(found.map(({ since }) => since));
    await heal();
    expect(await scan()).toEqual([]);
  });

  it('finds a file that was written by hand and that somebody was there, but not what the app may write', async () => {
    const first = await serving(1);
    await docker.run(
      'exec',
      first,
      'sh',
      '-c',
      'echo PASSWORD=hunter2 > /app/hotfix.txt && echo 1 > /app/web.pid',
    );
    const found = await scan();
    expect(found).toMatchObject([
      { kind: 'files', severity: 'warning', container: first },
      { kind: 'exec', severity: 'info', container: first },
    ]);
    expect(found[0]?.observed).toContain('/app/hotfix.txt added');
    expect(found[0]?.observed).toContain('/app/web.pid added');
    expect(found[1]?.what).toContain('somebody ran `sh` in it');
    expect(JSON.stringify(found)).not.toContain('hunter2');
    await shop.configure({
      app: { replicas: 2, environment: { GREETING: 'hello' }, drift: { ignore: ['**/*.pid'] } },
    });
    expect((await scan())[0]?.observed).toBe('/app/hotfix.txt added');
    await heal();
    expect(await scan()).toEqual([]);
  });

  it('finds a container that only claims to be one of ours, and takes it away', async () => {
    const labels = {
      [LABEL.version]: LABEL_VERSION,
      [LABEL.app]: shop.app,
      [LABEL.env]: shop.dev,
      [LABEL.role]: 'replica',
      [LABEL.run]: shop.test.run,
    };
    const flags = Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]);
    const extra = named('extra');
    await docker.run('run', '-d', '--name', extra, ...flags, shop.test.images.busybox, 'sleep', '600');
    expect(await scan()).toMatchObject([
      { kind: 'extra', severity: 'warning', container: extra, observed: 'running' },
    ]);
    const { plan } = (await heal()).deployment;
    expect(plan.steps.find(({ name }) => name === 'clear')?.text).toContain(extra);
    expect(await scan()).toEqual([]);
    expect(await shop.engine.containers.inspect(extra)).toBeUndefined();
  });

  it('finds a tag that points elsewhere', async () => {
    const tag = `${shop.app}:v1`;
    const image = (await shop.engine.images.inspect(tag))?.id ?? '';
    await docker.run('tag', shop.test.images.busybox, tag);
    expect(await scan()).toMatchObject([{ kind: 'tag', severity: 'warning', expected: image.slice(0, 19) }]);
    await heal();
    expect((await shop.engine.images.inspect(tag))?.id).toBe(image);
    expect(await scan()).toEqual([]);
  });

  it('finds a gate that was moved by hand, in the process and in its file, and swings it back first', async () => {
    const edge = named('edge');
    const [status] = await shop.core.status(shop.app);
    const other = status?.berth?.active === 'blue' ? 'green' : 'blue';
    const map = '/var/lib/twinberth/gate.map';
    const command = `echo "set map ${map} active be_${other}" | nc 127.0.0.1 9911; sed -i s/be_[a-z]*/be_${other}/ ${map}`;
    await docker.run('exec', '-u', '0', edge, 'sh', '-c', command);
    expect(await scan()).toMatchObject([
      {
        kind: 'gate',
        severity: 'serious',
        container: edge,
        expected: status?.berth?.active,
        observed: other,
      },
      { kind: 'gate', severity: 'serious', what: expect.stringContaining('after a restart') as string },
      { kind: 'exec', severity: 'info', container: edge },
    ]);
    await heal();
    expect(await scan()).toEqual([]);
  });

  it('finds that the edge was restarted, and that is all there is to it', async () => {
    await docker.run('restart', '-t', '0', named('edge'));
    await expect
      .poll(async () => (await shop.get(shop.ports.dev).catch(() => undefined))?.status, { timeout: 10_000 })
      .toBe(200);
    expect(await scan()).toMatchObject([{ kind: 'restarted', severity: 'info', container: named('edge') }]);
    await heal();
    expect(await scan()).toEqual([]);
  });

  it('finds an edge that is cut off, gone or stopped, and says so before it interrupts anybody', async () => {
    await docker.run('network', 'disconnect', `twinberth-${shop.dev}`, named('edge'));
    expect(await scan()).toContainEqual(
      expect.objectContaining({ kind: 'network', severity: 'serious', container: named('edge') }),
    );
    const cut = await shop.core.deployments.heal(place());
    expect(cut.deployment.state).toBe('live');
    expect(cut.deployment.plan.interruptions.map(({ kind }) => kind)).toEqual(['edge-replacement']);
    expect(await scan()).toEqual([]);
    await docker.run('rm', '-f', named('edge'));
    expect(await scan()).toMatchObject([{ kind: 'edge', severity: 'serious', observed: 'no container' }]);
    await shop.core.deployments.heal(place());
    expect(await scan()).toEqual([]);
    await docker.run('stop', '-t', '0', named('edge'));
    expect(await scan()).toMatchObject([{ kind: 'edge', severity: 'serious', observed: 'exited' }]);
    expect((await shop.engine.containers.inspect(named('edge')))?.running).toBe(false);
    await shop.core.deployments.heal(place());
    expect(await scan()).toEqual([]);
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
  });

  it('leaves the way back as it was: a rollback after healing goes to the release before', async () => {
    await shop.release({ app: { replicas: 2 } });
    await shop.core.deployments.deploy(place());
    await heal();
    const back = await shop.core.deployments.rollback(place());
    expect(back.deployment).toMatchObject({ state: 'live', version: 1 });
    expect(await scan()).toEqual([]);
  });
});
