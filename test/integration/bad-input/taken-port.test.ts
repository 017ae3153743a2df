import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { openCommandLine, type CommandLine } from '../cli/command-line.ts';
import { whatIsThere } from './what-is-there.ts';

describe('a published port that somebody else has', () => {
  let shop: Workshop;
  let cli: CommandLine;
  beforeAll(async () => {
    shop = await openWorkshop();
    cli = await openCommandLine(shop);
    await shop.configure({ version: 'v1' });
    expect(await cli.run('deploy', shop.app, shop.dev)).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await cli.remove();
    await shop.remove();
  });

  /** Something that listens on the port of prod until `work` is done: published by a container, or on the machine itself. */
  async function whilePortIsTaken(
    how: 'published' | 'process',
    work: (id: string, name: string) => Promise<void>,
  ): Promise<void> {
    const { engine, test, ports, app } = shop;
    const image = (await engine.images.inspect(test.images.busybox))?.id ?? '';
    const name = `tb-test-holder-${app}-${how}`;
    const port = String(ports.prod);
    const listening = `:${ports.prod.toString(16).toUpperCase()} `;
    const id = await engine.containers.create({
      name,
      image,
      labels: { [LABEL.run]: test.run },
      stopSignal: 'SIGKILL',
      ...(how === 'published'
        ? {
            command: ['sleep', '600'],
            network: { name: 'bridge' },
            publish: [{ containerPort: 80, hostPort: ports.prod }],
          }
        : { command: ['nc', '-l', '-p', port], network: { name: 'host' } }),
    });
    try {
      await engine.containers.start(id);
      if (how === 'process') await expect.poll(() => socketsOf(id)).toContain(listening);
      await work(id, name);
      expect(await engine.containers.inspect(id)).toMatchObject({ running: true });
    } finally {
      await engine.containers.remove(id);
    }
  }

  async function socketsOf(id: string): Promise<string> {
    return (await shop.engine.containers.exec(id, ['cat', '/proc/net/tcp', '/proc/net/tcp6'])).stdout;
  }

  it('a container: names it, and leaves nothing behind', async () => {
    await whilePortIsTaken('published', async (_id, name) => {
      const before = await whatIsThere(shop);
      const done = await cli.run('deploy', shop.app, shop.prod, '--json');
      expect(done).toMatchObject({ code: 1 });
      expect(done.json()).toMatchObject({
        state: 'failed',
        serving: null,
        error: { code: 'port.taken', details: { port: shop.ports.prod, container: name } },
      });
      expect(done.stderr).toContain(
        `The port ${shop.ports.prod} is already published by the container ${name}.`,
      );
      expect(done.stderr).toContain(`Nothing serves in ${shop.prod} now.`);
      expect(await whatIsThere(shop)).toEqual(before);
    });
  });

  it('a process: names it where it can be seen, and leaves nothing behind', async () => {
    await whilePortIsTaken('process', async (id) => {
      const before = await whatIsThere(shop);
      const done = await cli.run('deploy', shop.app, shop.prod, '--json');
      const pid = (await shop.engine.containers.inspect(id))?.pid;
      expect(done).toMatchObject({ code: 1 });
      // Processes of an engine in another network namespace, or on another machine, are out of sight.
      const inSight = shop.address === '127.0.0.1' && shop.test.endpoint.startsWith('unix:');
      expect(done.json()).toMatchObject({
        error: {
          code: 'port.taken',
          details: { port: shop.ports.prod, ...(inSight ? { process: 'nc', pid } : {}) },
        },
      });
      expect(done.stderr).toContain(
        inSight
          ? `The port ${shop.ports.prod} is already used by nc (process ${pid}).`
          : `The port ${shop.ports.prod} is already in use on the host.`,
      );
      expect(await whatIsThere(shop)).toEqual(before);
    });
  });

  it('wanted by a placement that serves: goes on with its old port', async () => {
    await shop.configure({ version: 'v1', dev: { publish: shop.ports.prod } });
    await whilePortIsTaken('published', async (_id, name) => {
      const done = await cli.run('deploy', shop.app, shop.dev, '--json');
      expect(done).toMatchObject({ code: 1 });
      expect(done.json()).toMatchObject({
        state: 'failed',
        serving: { release: 'v1', colour: 'blue' },
        error: { code: 'port.taken', details: { container: name } },
      });
      expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v1' });
    });
    const roles = (await shop.engine.containers.list({ [LABEL.app]: shop.app })).map(
      ({ labels }) => `${labels[LABEL.role]} ${labels[LABEL.colour] ?? ''}`,
    );
    expect(roles.sort()).toEqual(['edge ', 'replica blue']);
  });

  it('once it is free, the same command works', async () => {
    await shop.configure({ version: 'v1' });
    expect(await cli.run('deploy', shop.app, shop.prod)).toMatchObject({ code: 0 });
    expect(await shop.get(shop.ports.prod)).toMatchObject({ status: 200, version: 'v1' });
  });
});
