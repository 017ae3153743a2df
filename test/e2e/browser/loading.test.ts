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

test('the link leaves no token in the address, and opens for a second browser, too', async () => {
  for (const page of [await openPage(browser, serving.url), await openPage(browser, serving.url)]) {
    await page.getByRole('button', { name: 'Add the first app' }).waitFor();
    expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/(#.*)?$/);
    expect(await page.evaluate('document.cookie')).toBe('');
  }
});
