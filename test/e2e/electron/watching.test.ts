import { expect, onTestFinished, test } from 'vitest';
import type { DeploymentOutcome } from '../../../electron/core/core.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import type { LaunchedDesktop } from '../../support/electron/launch-desktop.ts';
import { beginEndless, prepareEndless } from './begin-endless.ts';
import { openDesktop } from './open-desktop.ts';

async function openShop(): Promise<Workshop> {
  const shop = await openWorkshop();
  onTestFinished(() => shop.remove());
  return shop;
}

/** What the tray says and shows. */
const tray = (desktop: LaunchedDesktop) =>
  desktop.app.evaluate(() => {
    const { tray } = globalThis.desktop;
    return tray === undefined ? undefined : { ...tray, menu: globalThis.desktop.read(tray.menu) };
  });

const chooseInTray = (desktop: LaunchedDesktop, label: string) =>
  desktop.app.evaluate((_electron, wanted) => {
    const { tray } = globalThis.desktop;
    if (tray !== undefined) globalThis.desktop.choose(tray.menu, wanted);
  }, label);

const notifications = (desktop: LaunchedDesktop) =>
  desktop.app.evaluate(() => globalThis.desktop.notifications.map(({ shown, ...seen }) => seen));

/** Ends what serves, behind Twinberth's back. */
async function breakApp(shop: Workshop, environment: string, colour: string): Promise<void> {
  const labels = { [LABEL.app]: shop.app, [LABEL.env]: environment, [LABEL.colour]: colour };
  for (const { id } of await shop.engine.containers.list(labels)) await shop.engine.containers.stop(id, 0);
}

/** A shop in whose first environment v2 serves, with v1 to go back to. */
async function openOnSecond(): Promise<{ readonly shop: Workshop; readonly second: DeploymentOutcome }> {
  const shop = await openShop();
  const { app, dev: environment } = shop;
  await shop.release();
  await shop.core.deployments.deploy({ app, environment });
  await shop.release();
  return { shop, second: await shop.core.deployments.deploy({ app, environment }) };
}

test('with its window closed, the app sees a failure, says so once, and rolls back when told to', async () => {
  const { shop, second } = await openOnSecond();
  const { app, dev, ports } = shop;
  expect(second.serving?.version).toBe(2);

  const desktop = await openDesktop({ ...shop.env }, ['--hidden']);
  await expect
    .poll(() => tray(desktop))
    .toMatchObject({
      tooltip: expect.stringContaining('well') as string,
      image: expect.stringContaining('tray-well-') as string,
      menu: expect.arrayContaining([`${dev}: 1 well`]) as string[],
    });

  await breakApp(shop, dev, second.serving?.colour ?? '');
  await expect.poll(() => notifications(desktop), { timeout: 60_000 }).toHaveLength(1);
  const [told] = await notifications(desktop);
  expect(told).toMatchObject({ urgency: 'critical', actions: ['Roll back…', 'Logs'] });
  expect(`${told?.title} ${told?.body}`).toContain(app);
  await expect.poll(async () => (await tray(desktop))?.image).toContain('tray-wrong-');
  const menu = (await tray(desktop))?.menu ?? [];
  expect(menu).toContain(`${dev}: 1 not well`);
  expect(menu.filter((line) => line.includes(`✕ ${app}`) || line.includes(`▲ ${app}`))).toHaveLength(1);

  // First the user thinks better of it, then does it.
  await desktop.app.evaluate(() => void globalThis.desktop.answers.push(0, 1));
  const press = (index: number) =>
    desktop.app.evaluate((_electron, actionIndex) => {
      const shown = globalThis.desktop.notifications[0]?.shown as unknown as NodeJS.EventEmitter;
      shown.emit('action', { actionIndex }, actionIndex);
    }, index);
  await press(0);
  await expect.poll(() => desktop.app.evaluate(() => globalThis.desktop.questions.length)).toBe(1);
  expect((await shop.core.status(app)).find(({ environment }) => environment === dev)?.version).toBe(2);
  await press(0);
  await expect
    .poll(async () => (await shop.get(ports.dev).catch(() => undefined))?.version, { timeout: 60_000 })
    .toBe('v1');
  const [question] = await desktop.app.evaluate(() => globalThis.desktop.questions);
  expect(question?.message).toBe(`Roll ${app} in ${dev} back to v1?`);
  await expect.poll(async () => (await tray(desktop))?.image, { timeout: 60_000 }).toContain('tray-well-');

  // Its click leads into the window.
  await desktop.app.evaluate(() => {
    const shown = globalThis.desktop.notifications[0]?.shown as unknown as NodeJS.EventEmitter;
    shown.emit('click', {});
  });
  expect((await desktop.page()).url()).toBe(`app://twinberth/#/apps/${app}`);
});

test('a rollback that was asked about before another deployment is not done after it', async () => {
  const { shop, second } = await openOnSecond();
  const { app, dev, ports } = shop;
  await shop.release();
  const desktop = await openDesktop({ ...shop.env }, ['--hidden']);
  await expect.poll(async () => (await tray(desktop))?.menu).toContain(`${dev}: 1 well`);
  await breakApp(shop, dev, second.serving?.colour ?? '');
  await expect.poll(() => notifications(desktop), { timeout: 60_000 }).toHaveLength(1);
  await desktop.app.evaluate(() => {
    const shown = globalThis.desktop.notifications[0]?.shown as unknown as NodeJS.EventEmitter;
    shown.emit('action', { actionIndex: 0 }, 0);
  });
  const asked = () => desktop.app.evaluate(() => globalThis.desktop.questions.map(({ message }) => message));
  await expect.poll(asked).toEqual([`Roll ${app} in ${dev} back to v1?`]);
  await shop.core.deployments.deploy({ app, environment: dev });
  await desktop.app.evaluate(() => {
    globalThis.desktop.answers.push(0);
    globalThis.desktop.waiting.shift()?.(1);
  });
  await expect.poll(asked).toContain('The rollback did not begin.');
  expect((await shop.get(ports.dev)).version).toBe('v3');
});

test('notifications are silent for an hour when the user says so in the tray, and the tray says for how long', async () => {
  const shop = await openShop();
  const { app, dev } = shop;
  await shop.release();
  const { serving } = await shop.core.deployments.deploy({ app, environment: dev });
  const desktop = await openDesktop({ ...shop.env }, ['--hidden']);
  await expect.poll(async () => (await tray(desktop))?.menu).toContain(`${dev}: 1 well`);
  await chooseInTray(desktop, 'Pause notifications for an hour');
  await expect
    .poll(async () => (await tray(desktop))?.menu)
    .toContain('Resume notifications (paused for 60 min)');
  await breakApp(shop, dev, serving?.colour ?? '');
  await expect.poll(async () => (await tray(desktop))?.image, { timeout: 60_000 }).toContain('tray-wrong-');
  await chooseInTray(desktop, 'Open Twinberth');
  const page = await desktop.page();
  const noticed = () =>
    page.evaluate(async () => {
      const reply = await window.twinberth.call('notices.list', {});
      return reply.ok ? reply.value.map(({ kind, silent }) => ({ kind, silent })) : reply;
    });
  await expect.poll(noticed, { timeout: 60_000 }).toContainEqual({ kind: 'health.failed', silent: true });
  expect(await notifications(desktop)).toEqual([]);
});

test('quitting asks while a deployment runs, and takes back what was begun', async () => {
  const shop = await openShop();
  const { app, ports } = shop;
  await prepareEndless(shop);
  const desktop = await openDesktop({ ...shop.env });
  const last = await beginEndless(shop, desktop);
  await expect.poll(async () => (await tray(desktop))?.image).toContain('tray-working-');

  await desktop.app.evaluate(() => void globalThis.desktop.answers.push(0));
  await desktop.app.evaluate(({ app }) => app.quit());
  await expect.poll(() => desktop.app.evaluate(() => globalThis.desktop.questions.length)).toBe(1);
  const [question] = await desktop.app.evaluate(() => globalThis.desktop.questions);
  expect(question?.message).toContain(app);
  expect(question?.message).toContain('is still running');
  expect(question?.buttons).toEqual(['Keep running', 'Cancel and quit']);
  expect(last()?.state).toBe('running');

  await desktop.app.evaluate(() => void globalThis.desktop.answers.push(1));
  await desktop.app.evaluate(({ app }) => app.quit()).catch(() => undefined);
  expect(await desktop.ended).toBe(0);
  expect(last()).toMatchObject({ version: 2, state: 'interrupted' });
  expect((await shop.get(ports.dev)).version).toBe('v1');
  const left = await shop.engine.containers.list({ [LABEL.app]: app, [LABEL.release]: '2' });
  expect(left).toEqual([]);
});
