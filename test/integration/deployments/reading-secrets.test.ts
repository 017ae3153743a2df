import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { failureOf } from '../../support/failure-of.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.remove());

const place = () => ({ app: shop.app, environment: shop.dev });

describe('a secret that cannot be had', () => {
  it('is refused before anybody is asked and there is anything: no deployment, nothing on the engine, and no lock', async () => {
    const environment = { TOKEN: { secret: 'env:TB_TOKEN' } };
    await shop.release({ dev: { environment, volumes: ['data:/data'] } });
    const failure = await failureOf(shop.core.deployments.deploy(place()));
    expect(failure).toMatchObject({
      code: 'secret.unresolved',
      details: { unresolved: [{ variable: 'TOKEN', reference: 'env:TB_TOKEN' }] },
    });

    const message = 'The secret TOKEN (env:TB_TOKEN) cannot be had: ';
    const { refusals } = await shop.core.deployments.plan(place());
    expect(refusals).toMatchObject([{ kind: 'impossible', code: 'secret' }]);
    expect(refusals[0]?.message).toContain(message);
    const confirm = vi.fn(() => Promise.resolve(true));
    expect((await failureOf(shop.core.deployments.deploy({ ...place(), confirm }))).message).toContain(
      message,
    );
    expect(confirm).not.toHaveBeenCalled();

    expect(shop.core.deployments.page({ app: shop.app })).toEqual([]);
    expect(await shop.engine.containers.list({ [LABEL.app]: shop.app })).toEqual([]);
    expect(await shop.engine.volumes.list({ [LABEL.app]: shop.app })).toEqual([]);
    expect(await shop.engine.networks.inspect(`twinberth-${shop.dev}`)).toBeUndefined();

    const informed = shop.secondCore({ env: { ...shop.env, TB_TOKEN: 'open-sesame' } });
    expect((await informed.deployments.deploy(place())).deployment.state).toBe('live');
    expect(JSON.parse((await shop.get(shop.ports.dev, '/env')).body)).toMatchObject({
      TOKEN: 'open-sesame',
    });
  });
});

describe('a secret that comes from a command', () => {
  it('is asked for once per deployment that makes containers, and by nothing else', async () => {
    const program = join(shop.folder, '..', 'tell-token.sh');
    const runs = join(shop.folder, '..', 'runs');
    await writeFile(runs, '');
    await writeFile(program, `echo ran >> ${runs}\nwc -l < ${runs} | tr -d ' '\n`);
    const timesRun = async () => (await readFile(runs, 'utf8')).split('\n').length - 1;
    const shown = async () =>
      JSON.parse((await shop.get(shop.ports.dev, '/env')).body) as { TOKEN: string; AGAIN: string };

    const secret = `cmd:sh ${program}`;
    const dev = { replicas: 2, environment: { TOKEN: { secret }, AGAIN: { secret } } };
    await shop.release({ dev });
    shop.core.secrets.allow(shop.app, [`sh ${program}`]);
    await shop.core.deployments.plan(place());
    const refused = { ...place(), confirm: () => Promise.resolve(false) };
    expect((await failureOf(shop.core.deployments.deploy(refused))).code).toBe('interrupted');
    expect(await timesRun()).toBe(0);

    const confirmed = { ...place(), confirm: () => Promise.resolve(true) };
    expect((await shop.core.deployments.deploy(confirmed)).deployment.state).toBe('live');
    expect(await timesRun()).toBe(1);
    expect(await shown()).toMatchObject({ TOKEN: '1', AGAIN: '1' });

    await shop.release({ dev });
    await shop.core.deployments.deploy(place());
    expect(await timesRun()).toBe(2);
    expect(await shown()).toMatchObject({ TOKEN: '2', AGAIN: '2' });

    // A warm standby has what it was given.
    await shop.core.deployments.rollback(place());
    expect(await timesRun()).toBe(2);
    expect(await shown()).toMatchObject({ TOKEN: '1' });
  });
});
