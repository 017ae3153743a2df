import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChromium } from '../../support/browser/open-chromium.ts';
import { openPage } from '../../support/browser/open-page.ts';
import { startServing, type Serving } from '../../support/serve/start-serving.ts';
import { openStage, type Stage } from '../stage/open-stage.ts';

let stage: Stage;
let serving: Serving;
let browser: Browser;

beforeAll(async () => {
  stage = await openStage();
  serving = await startServing(stage.env, { cwd: stage.folder });
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  await serving.stop();
  await stage.remove();
});

test('a part of the interface that could not be fetched is fetched again, and one arrives where one wanted to be', async () => {
  const page = await openPage(browser, serving.url);
  let broken = 0;
  await page.route('**/assets/HistoryScreen-*.js', async (route) => {
    broken += 1;
    if (broken === 1) await route.abort('failed');
    else await route.fallback();
  });
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByRole('heading', { level: 1, name: 'History' }).waitFor();
  expect(broken).toBe(2);
  expect(new URL(page.url()).hash).toBe('#/history');
});

for (const part of ['HistoryScreen', 'what HistoryScreen imports'])
  test(`while only a new page can bring ${part}, the page is renewed, once, and one arrives where one wanted to be`, async () => {
    const page = await openPage(browser, serving.url);
    let renewed = 0;
    page.on('request', (request) => (renewed += request.isNavigationRequest() ? 1 : 0));
    const assets = part === 'HistoryScreen' ? '**/assets/HistoryScreen-*.js' : '**/assets/StateLabel-*.js';
    let broken = 0;
    await page.route(assets, async (route) => {
      if (renewed > 0) return route.fallback();
      broken += 1;
      return route.abort('failed');
    });
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByRole('heading', { level: 1, name: 'History' }).waitFor();
    expect(broken).toBeGreaterThan(0);
    expect(renewed).toBe(1);
    expect(new URL(page.url()).hash).toBe('#/history');
  });

test('a part that nobody brings is an error; the page is renewed once for it, and not at all when nobody would answer', async () => {
  const page = await openPage(browser, serving.url);
  let renewed = 0;
  page.on('request', (request) => (renewed += request.isNavigationRequest() ? 1 : 0));
  await page.route('**/assets/HistoryScreen-*.js', (route) => route.abort('failed'));
  await page.getByRole('link', { name: 'History' }).click();
  const stopped = page.getByRole('heading', { level: 1, name: 'Something broke here' });
  await stopped.waitFor();
  expect(renewed).toBe(1);

  await page.evaluate('sessionStorage.clear()');
  await page.getByRole('link', { name: 'Board' }).click();
  await page.getByRole('heading', { level: 1, name: 'Board' }).waitFor();
  await page.route('**', (route) => route.abort('connectionrefused'));
  await page.getByRole('link', { name: 'Hosts' }).click();
  await stopped.waitFor();
  expect(renewed).toBe(1);
});

test('the link leaves no token in the address, and opens for a second browser, too', async () => {
  for (const page of [await openPage(browser, serving.url), await openPage(browser, serving.url)]) {
    await page.getByRole('button', { name: 'Add the first app' }).waitFor();
    expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/(#.*)?$/);
    expect(await page.evaluate('document.cookie')).toBe('');
  }
});
