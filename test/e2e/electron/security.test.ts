import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Page } from 'playwright-core';
import { freshHome, openDesktop } from './open-desktop.ts';

/** A site outside; it counts who comes. */
async function openOutside(): Promise<{ readonly url: string; visits(): number }> {
  let visits = 0;
  const server = createServer((_request, response) => {
    visits++;
    response.setHeader('access-control-allow-origin', '*').end('<h1>outside</h1>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, visits: () => visits };
}

async function openPage() {
  const desktop = await openDesktop(await freshHome());
  return { desktop, page: await desktop.page() };
}

/** Files of the app itself answer. */
const statusOf = (page: Page, address: string) =>
  page.evaluate(
    (url) =>
      fetch(url).then(
        ({ status }) => status,
        () => 'refused',
      ),
    address,
  );

test('no page leads anywhere else: by address, by form, by link, by another window', async () => {
  const { desktop, page } = await openPage();
  const outside = await openOutside();
  const before = page.url();
  const opened = await page.evaluate((url) => {
    const link = document.createElement('a');
    Object.assign(link, { href: url, target: '_blank' });
    const form = document.createElement('form');
    Object.assign(form, { action: url, method: 'get' });
    document.body.append(link, form);
    link.click();
    form.submit();
    const opened = window.open(url);
    location.href = url;
    return opened === null;
  }, outside.url);
  expect(opened).toBe(true);
  // What was asked for later is refused later, too: then the others have been.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  expect(await page.evaluate(() => location.href)).toBe(before);
  expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(await desktop.app.evaluate(() => globalThis.desktop.opened)).toEqual([]);
  expect(outside.visits()).toBe(0);
});

test('no page fetches, connects, frames or loads anything from outside', async () => {
  const { page } = await openPage();
  const outside = await openOutside();
  const results = await page.evaluate(async (url) => {
    const settled = (element: HTMLElement & { src?: string }) =>
      new Promise<string>((resolve) => {
        element.addEventListener('load', () => resolve('loaded'));
        element.addEventListener('error', () => resolve('refused'));
        element.src = url;
        document.body.append(element);
      });
    return {
      fetch: await fetch(url).then(
        () => 'loaded',
        () => 'refused',
      ),
      socket: await new Promise<string>((resolve) => {
        const socket = new WebSocket(url.replace('http', 'ws'));
        socket.onopen = () => resolve('loaded');
        socket.onerror = () => resolve('refused');
      }),
      image: await settled(document.createElement('img')),
      script: await settled(document.createElement('script')),
      style: await new Promise<string>((resolve) => {
        const link = document.createElement('link');
        Object.assign(link, { rel: 'stylesheet', href: url });
        link.onload = () => resolve('loaded');
        link.onerror = () => resolve('refused');
        document.head.append(link);
      }),
    };
  }, outside.url);
  expect(new Set(Object.values(results))).toEqual(new Set(['refused']));
  await page.evaluate((url) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
  }, outside.url);
  expect(outside.visits()).toBe(0);
});

test('no text becomes code, and no style is written into the page', async () => {
  const { page } = await openPage();
  // Not with page.evaluate, which is the debugger's and free of the page's policy.
  const results = await page.evaluate(async () => {
    const inline = document.createElement('script');
    inline.textContent = 'window.ranInline = true';
    document.body.append(inline);
    const blob = document.createElement('script');
    blob.src = URL.createObjectURL(new Blob(['window.ranBlob = true'], { type: 'text/javascript' }));
    const loaded = new Promise((resolve) => {
      blob.onload = () => resolve('loaded');
      blob.onerror = () => resolve('refused');
    });
    document.body.append(blob);
    const styled = document.createElement('p');
    styled.setAttribute('style', 'position: fixed');
    document.body.append(styled);
    const timed = new Promise<boolean>((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
        if (blockedURI === 'eval') resolve(true);
      });
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- this is what has to be refused
      setTimeout('window.ranEval = true');
    });
    return {
      blob: await loaded,
      evalBlocked: await timed,
      ran: ['ranInline', 'ranBlob', 'ranEval'].filter((name) => name in window),
      position: getComputedStyle(styled).position,
    };
  });
  expect(results).toEqual({ blob: 'refused', evalBlocked: true, ran: [], position: 'static' });
});

test('every permission that a page could ask for is denied, but for writing what the user copies', async () => {
  const { page } = await openPage();
  const states = await page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'clipboard-read',
      'midi',
      'persistent-storage',
    ];
    const asked = await Promise.all(
      names.map(async (name) => (await navigator.permissions.query({ name } as never)).state as string),
    );
    const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      () => 'denied',
    );
    const place = await new Promise<string>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        () => resolve('denied'),
      );
    });
    const read = await navigator.clipboard.readText().then(
      () => 'granted',
      () => 'denied',
    );
    return [...asked, media, place, read, await Notification.requestPermission()];
  });
  expect(states.filter((state) => state !== 'denied')).toEqual([]);
});

test('app:// hands out the interface, and nothing above it', async () => {
  const { page } = await openPage();
  expect(await statusOf(page, 'app://twinberth/index.html')).toBe(200);
  for (const path of [
    '%2e%2e/desktop/main.cjs',
    '..%2fdesktop%2fmain.cjs',
    '..%5cdesktop%5cmain.cjs',
    'assets/..%2f..%2f..%2fpackage.json',
    '/etc/passwd',
  ])
    expect(await statusOf(page, `app://twinberth/${path}`), path).toBe(404);
  // Chromium knows itself that this cannot be a file.
  expect(await statusOf(page, 'app://twinberth/assets/%00')).toBe('refused');
  expect(await statusOf(page, 'app://elsewhere/index.html')).not.toBe(200);
  expect(await statusOf(page, 'file:///etc/passwd')).toBe('refused');
  const header = await page.evaluate(async () =>
    (await fetch('app://twinberth/index.html')).headers.get('content-security-policy'),
  );
  expect(header).toContain("default-src 'none'");
  const kinds = await page.evaluate(async () => {
    const files = [...document.querySelectorAll<HTMLScriptElement>('script[src]')].map(({ src }) => src);
    return Promise.all(files.map(async (file) => (await fetch(file)).headers.get('content-type')));
  });
  expect(kinds).toEqual(kinds.map(() => 'text/javascript; charset=utf-8'));
});

test('a frame inside of the page, and a window with another page, are refused by the core', async () => {
  const { desktop, page } = await openPage();
  await page.evaluate(() => {
    // Not even a frame with our own address may be shown in a page.
    const frame = document.createElement('iframe');
    frame.src = 'app://twinberth/index.html';
    document.body.append(frame);
  });
  const replies = await desktop.app.evaluate(async ({ app, BrowserWindow }) => {
    const appPath = app.getAppPath();
    // What a defect elsewhere could come to: the bridge in a window that shows something else.
    const preload = `${appPath}/dist/desktop/preload.cjs`;
    const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await foreign.loadURL('data:text/html,<h1>foreign</h1>');
    const reply = (await foreign.webContents.executeJavaScript(
      "window.twinberth === undefined ? 'no bridge' : window.twinberth.call('house.get', {})",
    )) as unknown;
    foreign.destroy();
    return reply;
  });
  expect(replies).toMatchObject({ ok: false, error: { code: 'permission' } });
  const answered = await page.evaluate(() => window.twinberth.call('preferences.get', {}));
  expect(answered).toMatchObject({ ok: true });
});

test('pages are sandboxed, apart from the preload, without Node, and cannot hold web views', async () => {
  const { desktop, page } = await openPage();
  const settings = await desktop.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
      contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
  });
  expect(settings).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
  const view = await page.evaluate(() => {
    const element = document.createElement('webview');
    document.body.append(element);
    return Object.prototype.toString.call(element);
  });
  expect(view).toBe('[object HTMLElement]');
});
