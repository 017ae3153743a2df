import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { NumberedEvent } from '../../../shared/contract/events.ts';
import { twinberth } from './run-command.ts';
import { freshHome, openDesktop } from './open-desktop.ts';

test('the window opens on the board, and the preload gives it the bridge and nothing else', async () => {
  const desktop = await openDesktop(await freshHome());
  const page = await desktop.page();
  expect(page.url()).toBe('app://twinberth/#/board');
  await expect.poll(() => page.title()).toContain('Twinberth');
  const surface = await page.evaluate(() => {
    const bridge = window.twinberth as unknown as Record<string, unknown>;
    const inPage = ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', '__dirname'];
    return {
      keys: Object.entries(bridge).map(([name, value]) => `${name}: ${typeof value}`),
      leaks: inPage.filter((name) => name in window),
      platform: bridge['platform'],
    };
  });
  expect(surface.keys.toSorted()).toEqual([
    'call: function',
    'open: function',
    'platform: object',
    'subscribe: function',
  ]);
  expect(surface.leaks).toEqual([]);
  expect(surface.platform).toEqual({ kind: 'desktop', os: process.platform, version: '0.1.0' });
});

test('a change made with the command line appears in the open window', async () => {
  const env = await freshHome();
  const desktop = await openDesktop(env);
  const page = await desktop.page();
  await page.evaluate(() => {
    const seen: NumberedEvent[] = [];
    Object.assign(window, { seen });
    window.twinberth.subscribe({ event: (event) => seen.push(event), connected: () => undefined });
  });
  await twinberth(env, 'host', 'add', 'local');
  await twinberth(env, 'env', 'add', 'harbour', '--host', 'local');
  const lanes = () =>
    page.evaluate(() => {
      const seen = (window as unknown as { seen: NumberedEvent[] }).seen.map(({ event }) => event);
      return seen.flatMap((event) => (event.type === 'registry.changed' ? event.lanes : []));
    });
  await expect.poll(lanes).toContainEqual(expect.objectContaining({ name: 'harbour', hosts: ['local'] }));
  const numbers = await page.evaluate(() =>
    (window as unknown as { seen: NumberedEvent[] }).seen.map(({ seq }) => seq),
  );
  expect(numbers.length).toBeGreaterThan(0);
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
});

test('a call that the contract does not know, and one with wrong types, are refused with the reason', async () => {
  const desktop = await openDesktop(await freshHome());
  const page = await desktop.page();
  const replies = await page.evaluate(async () => {
    const bridge = window.twinberth as unknown as {
      call(name: string, input: unknown): Promise<unknown>;
    };
    return [
      await bridge.call('house.burn', {}),
      await bridge.call('house.attend', { visible: 'perhaps' }),
      await bridge.call('house.attend', { visible: true, also: 1 }),
      await bridge.call('desktop.openLink', { url: 'http://example.com' }),
      await bridge.call('__proto__', {}),
    ];
  });
  expect(replies.map((reply) => (reply as { error?: { code: string } }).error?.code)).toEqual([
    'usage',
    'usage',
    'usage',
    'permission',
    'usage',
  ]);
});

test('the menus change the window: another screen, the theme, the size', async () => {
  const desktop = await openDesktop(await freshHome());
  const page = await desktop.page();
  const choose = (label: string) =>
    desktop.app.evaluate((_electron, wanted) => globalThis.desktop.choose(undefined, wanted), label);
  await choose('History');
  await page.waitForURL('app://twinberth/#/history');
  await choose('Dark');
  await page.locator('[data-theme=dark]').first().waitFor();
  await choose('Zoom In');
  await expect
    .poll(() => page.evaluate(() => document.documentElement.style.getPropertyValue('--zoom')))
    .toBe('1.1');
  await choose('Back');
  await page.waitForURL('app://twinberth/#/board');
  const menu = await desktop.app.evaluate(() => globalThis.desktop.read());
  expect(menu).toContain('    (•) Dark');
});

test('the folder dialog answers with what was chosen, and links go to the browser only when they are https', async () => {
  const desktop = await openDesktop(await freshHome());
  const page = await desktop.page();
  await desktop.app.evaluate(() => void globalThis.desktop.folders.push('/home/ada/web'));
  const answers = await page.evaluate(async () => {
    const bridge = window.twinberth;
    return [
      await bridge.call('desktop.chooseFolder', {}),
      await bridge.call('desktop.chooseFolder', {}),
      await bridge.call('desktop.openLink', { url: 'https://example.com/docs' }),
      await bridge.call('desktop.openPlacement', { app: 'web', environment: 'prod' }),
    ];
  });
  expect(answers).toMatchObject([
    { ok: true, value: '/home/ada/web' },
    { ok: true, value: null },
    { ok: true, value: null },
    { ok: false, error: { code: 'placement.empty' } },
  ]);
  expect(await desktop.app.evaluate(() => globalThis.desktop.opened)).toEqual(['https://example.com/docs']);
});

test('the window comes back where it was, of the size it had, at the place that it showed', async () => {
  const env = await freshHome();
  const first = await openDesktop(env);
  const page = await first.page();
  await first.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 120, y: 90, width: 900, height: 640 }),
  );
  await page.evaluate(() => (location.hash = '#/settings'));
  await first.quit();
  const file = join(env['TWINBERTH_HOME'] ?? '', 'desktop/window.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ place: '#/settings' });
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const second = await openDesktop(env);
  expect((await second.page()).url()).toBe('app://twinberth/#/settings');
  const bounds = await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(bounds).toEqual({ x: 120, y: 90, width: 900, height: 640 });
});

test('all that the app keeps is in its home', async () => {
  const env = await freshHome();
  const { HOME: home = '' } = await freshHome();
  const desktop = await openDesktop({ ...env, HOME: home });
  await desktop.page();
  const paths = await desktop.app.evaluate(({ app }) => [
    app.getPath('userData'),
    app.getPath('sessionData'),
  ]);
  expect(paths).toEqual([1, 2].map(() => join(env['TWINBERTH_HOME'] ?? '', 'desktop')));
});
