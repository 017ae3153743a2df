import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChromium } from '../../support/browser/open-chromium.ts';
import { openPage } from '../../support/browser/open-page.ts';
import { startServing, type Serving } from '../../support/serve/start-serving.ts';
import { keepPicture } from '../stage/keep-picture.ts';
import { openStage, type Stage } from '../stage/open-stage.ts';
import { watchConsole } from '../stage/watch-console.ts';
import { tellStory } from '../story.ts';

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

test('from an empty machine to a rollback, in a browser', async () => {
  const page = await openPage(browser, serving.url);
  const complaints = watchConsole(page);
  await page.reload();
  expect(new URL(page.url()).search).toBe('');
  await keepPicture(page, 'story-in-a-browser', () => tellStory(page, stage));
  expect(complaints).toEqual([]);
});
