import { expect, onTestFinished, test } from 'vitest';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { formatEndpoint } from '../../../shared/model/host.ts';
import { sendJson, startFakeEngine } from '../../support/fake-engine.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { beginEndless, prepareEndless } from './begin-endless.ts';
import { freshHome, openDesktop } from './open-desktop.ts';

async function openShop(): Promise<Workshop> {
  const shop = await openWorkshop();
  onTestFinished(() => shop.remove());
  return shop;
}

test('signals and the end of a session wait for no answer: what was begun is taken back', async () => {
  const shop = await openShop();
  await prepareEndless(shop);
  for (const ending of ['SIGINT', 'SIGTERM', 'SIGHUP', 'session'] as const) {
    const desktop = await openDesktop({ ...shop.env });
    const last = await beginEndless(shop, desktop);
    if (ending === 'session') {
      // As the system tells it, which no test can end.
      await desktop.app
        .evaluate(({ powerMonitor }) => powerMonitor.emit('shutdown', { preventDefault: () => undefined }))
        .catch(() => undefined);
    } else desktop.app.process().kill(ending);
    expect(await desktop.ended, ending).toBe(0);
    expect(last(), ending).toMatchObject({ version: 2, state: 'interrupted' });
    expect((await shop.get(shop.ports.dev)).version, ending).toBe('v1');
    const left = await shop.engine.containers.list({ [LABEL.app]: shop.app, [LABEL.release]: '2' });
    expect(left, ending).toEqual([]);
  }
});

test('a signal does not wait for the answer to a question that is open', async () => {
  const shop = await openShop();
  await prepareEndless(shop);
  const desktop = await openDesktop({ ...shop.env });
  const last = await beginEndless(shop, desktop);
  await desktop.app.evaluate(({ app }) => app.quit());
  await expect.poll(() => desktop.app.evaluate(() => globalThis.desktop.questions.length)).toBe(1);
  expect(last()?.state).toBe('running');
  desktop.app.process().kill('SIGTERM');
  expect(await desktop.ended).toBe(0);
  expect(last()).toMatchObject({ version: 2, state: 'interrupted' });
});

test('when the machine wakes up, every host is asked anew', async () => {
  const fake = await startFakeEngine();
  onTestFinished(() => fake.close());
  fake.on('GET /info', ({ response }) =>
    sendJson(response, 200, { ID: 'fake', Driver: 'overlay2', ServerVersion: '20.10.24' }),
  );
  fake.on('GET /containers/json', ({ response }) => sendJson(response, 200, []));
  fake.on('GET /events', ({ response }) => {
    response.writeHead(200);
    response.flushHeaders();
  });
  const home = await freshHome();
  const desktop = await openDesktop({ ...home, DOCKER_HOST: formatEndpoint(fake.endpoint) });
  const page = await desktop.page();
  const added = await page.evaluate(
    (endpoint) => window.twinberth.call('hosts.add', { name: 'fake', endpoint }),
    formatEndpoint(fake.endpoint),
  );
  expect(added).toMatchObject({ ok: true });
  const asked = (path: string) => fake.calls.filter((call) => call.path === path).length;
  await expect.poll(() => asked('/events')).toBe(1);
  await expect.poll(() => asked('/containers/json')).toBeGreaterThan(0);
  const lists = asked('/containers/json');
  await desktop.app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await expect.poll(() => asked('/events')).toBe(2);
  await expect.poll(() => asked('/containers/json')).toBeGreaterThan(lists);
});
