import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  desktopArguments,
  desktopEnvironment,
  type LaunchedDesktop,
} from '../../support/electron/launch-desktop.ts';
import { freshHome, openDesktop } from './open-desktop.ts';

const windows = (desktop: LaunchedDesktop) =>
  desktop.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      url: window.webContents.getURL(),
      visible: window.isVisible(),
      focused: window.isFocused(),
    })),
  );

/** As the user does, with its button or the menu. */
const closeWindow = (desktop: LaunchedDesktop) =>
  desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

/** Another start of the app on the same data; resolves with its exit code. */
function startAgain(
  desktop: LaunchedDesktop,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<number | null> {
  const child = spawn(desktop.electron.executable, desktopArguments(args, false), {
    env: desktopEnvironment(desktop.display, env),
    stdio: 'ignore',
  });
  return new Promise((resolve) => child.once('exit', resolve));
}

test('a second start brings the first to the front, and hands its link over', async () => {
  const env = await freshHome();
  const desktop = await openDesktop(env);
  const page = await desktop.page();
  expect(await startAgain(desktop, env, ['twinberth://app/web'])).toBe(0);
  await page.waitForURL('app://twinberth/#/apps/web');
  expect(await startAgain(desktop, env, ['twinberth://deployment/0f3a'])).toBe(0);
  await page.waitForURL('app://twinberth/#/deployments/0f3a');
  // One that leads nowhere changes nothing.
  expect(await startAgain(desktop, env, ['twinberth://app/%2e%2e?x'])).toBe(0);
  expect(await windows(desktop)).toMatchObject([
    { url: 'app://twinberth/#/deployments/0f3a', visible: true },
  ]);
});

test('started with a link, the app opens on its place', async () => {
  const desktop = await openDesktop(await freshHome(), ['twinberth://app/web']);
  expect((await desktop.page()).url()).toBe('app://twinberth/#/apps/web');
});

test('started hidden, it watches from the tray; a second start opens the window', async () => {
  const env = await freshHome();
  const desktop = await openDesktop(env, ['--hidden']);
  await expect
    .poll(() => desktop.app.evaluate(() => globalThis.desktop.tray?.tooltip))
    .toContain('Twinberth');
  expect(await windows(desktop)).toEqual([]);
  expect(await startAgain(desktop, env)).toBe(0);
  await desktop.page();
  expect(await windows(desktop)).toMatchObject([{ visible: true }]);
});

test('a closed window leaves the tray watching, from where it opens again', async () => {
  const desktop = await openDesktop(await freshHome());
  const page = await desktop.page();
  await page.evaluate(() => (location.hash = '#/hosts'));
  await page.waitForURL('app://twinberth/#/hosts');
  await closeWindow(desktop);
  await expect.poll(() => windows(desktop)).toEqual([]);
  await desktop.app.evaluate(() => {
    const { tray } = globalThis.desktop;
    if (tray !== undefined) globalThis.desktop.choose(tray.menu, 'Open Twinberth');
  });
  expect((await desktop.page()).url()).toBe('app://twinberth/#/hosts');
});

test('with that setting off, closing the window quits', async () => {
  const desktop = await openDesktop(await freshHome());
  const page = await desktop.page();
  await page.evaluate(() => window.twinberth.call('preferences.set', { closeToTray: false }));
  await closeWindow(desktop);
  expect(await desktop.ended).toBe(0);
});

test('a window that crashes comes back where it was, and works', async () => {
  const desktop = await openDesktop(await freshHome());
  const page = await desktop.page();
  await page.evaluate(() => (location.hash = '#/history'));
  await page.waitForURL('app://twinberth/#/history');
  await desktop.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await page.waitForEvent('crash').catch(() => undefined);
  const inPage = (code: string) =>
    desktop.app
      .evaluate(
        ({ BrowserWindow }, text) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(text) as Promise<unknown>,
        code,
      )
      .catch((error: unknown) => String(error));
  await expect
    .poll(() => inPage('[location.href, document.querySelector("main") !== null]'), { timeout: 20_000 })
    .toEqual(['app://twinberth/#/history', true]);
  expect(await inPage('window.twinberth.call("preferences.get", {})')).toMatchObject({ ok: true });
  expect(await desktop.app.evaluate(() => globalThis.desktop.questions)).toEqual([]);
});

test('starting at login is a file that the desktop reads, as long as it is wanted', async () => {
  const env = await freshHome();
  const desktop = await openDesktop(env);
  const page = await desktop.page();
  const file = join(env['XDG_CONFIG_HOME'] ?? '', 'autostart/twinberth.desktop');
  expect(existsSync(file)).toBe(false);
  const set = (startAtLogin: boolean) =>
    page.evaluate(
      (wanted) => window.twinberth.call('preferences.set', { startAtLogin: wanted }),
      startAtLogin,
    );
  await set(true);
  await expect.poll(() => existsSync(file)).toBe(true);
  expect(readFileSync(file, 'utf8')).toMatch(/^Exec=.*--hidden$/m);
  await set(false);
  await expect.poll(() => existsSync(file)).toBe(false);
});

test('a start leaves the file of another start alone', async () => {
  const env = await freshHome();
  const folder = join(env['XDG_CONFIG_HOME'] ?? '', 'autostart');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'twinberth.desktop');
  writeFileSync(file, '[Desktop Entry]\nExec=env TWINBERTH_HOME=/elsewhere twinberth --hidden\n');
  const desktop = await openDesktop(env);
  await desktop.page();
  expect(readFileSync(file, 'utf8')).toContain('/elsewhere');
});

test('where no file can be written for the login, the app starts all the same and says so when asked to', async () => {
  const env = await freshHome();
  mkdirSync(env['XDG_CONFIG_HOME'] ?? '', { recursive: true });
  writeFileSync(join(env['XDG_CONFIG_HOME'] ?? '', 'autostart'), 'a file where the folder should be');
  const desktop = await openDesktop(env);
  const page = await desktop.page();
  const reply = await page.evaluate(() => window.twinberth.call('preferences.set', { startAtLogin: true }));
  expect(reply).toMatchObject({ ok: true });
  await expect
    .poll(() => desktop.app.evaluate(() => globalThis.desktop.questions))
    .toMatchObject([{ message: 'Twinberth could not be made to start at login.' }]);
});
