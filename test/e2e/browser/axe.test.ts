import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findViolations } from '../../support/browser/find-violations.ts';
import { openChromium } from '../../support/browser/open-chromium.ts';
import { openPage } from '../../support/browser/open-page.ts';
import { startServing, type Serving } from '../../support/serve/start-serving.ts';
import { BoardPage } from '../pages/board-page.ts';
import { goTo, placesOf, type WindowPlace } from '../pages/places.ts';
import { SheetPage } from '../pages/sheet-page.ts';
import { openStage, type Stage } from '../stage/open-stage.ts';

let stage: Stage;
let serving: Serving;
let browser: Browser;
let places: readonly WindowPlace[];

/** v1 serves in both environments, v2 in dev, and v3 failed there: something of everything. */
beforeAll(async () => {
  stage = await openStage();
  await stage.moor();
  await stage.edit({ version: 'v2' });
  await stage.twinberth('deploy', stage.app, stage.lanes.dev, '--build');
  await stage.edit({ version: 'v3', behaviour: 'exit' });
  expect((await stage.twinberth('deploy', stage.app, stage.lanes.dev, '--build')).code).toBe(1);
  const folder = await stage.anotherFolder();
  const { deployments } = (await stage.twinberth('history', stage.app, '--json')).json();
  const [failed, good] = (deployments as readonly { readonly id: string }[]).map(({ id }) => id);
  places = placesOf({
    app: stage.app,
    environment: stage.lanes.dev,
    deployments: [failed ?? '', good ?? ''],
    releases: [1, 2],
    folder,
  });
  serving = await startServing(stage.env, { cwd: stage.folder });
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  await serving.stop();
  await stage.remove();
});

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  let page: Page;

  beforeAll(async () => {
    page = await openPage(browser, serving.url, { colorScheme });
  });
  afterAll(() => page.context().close());

  test('every place of the window can be used by everybody', async () => {
    const found: Record<string, readonly string[]> = {};
    for (const place of places) {
      await goTo(page, place);
      found[place.name] = await findViolations(page);
    }
    expect(found).toEqual(Object.fromEntries(places.map(({ name }) => [name, []])));
  });

  test('so can the sheets beside the board, and the palette', async () => {
    const board = new BoardPage(page);
    await board.open();
    await board.choose(stage.app, stage.lanes.dev, /^Promote to/);
    await new SheetPage(page).titled(/^Promote/);
    expect(await findViolations(page)).toEqual([]);
    await new SheetPage(page).leave(/^Promote/);
    await board.choose(stage.app, stage.lanes.dev, /^Roll back/);
    await new SheetPage(page).titled(/^Back to/);
    expect(await findViolations(page)).toEqual([]);
    await new SheetPage(page).leave(/^Back to/);
    await page.keyboard.press('Control+K');
    await page.getByRole('combobox', { name: 'Find or do anything' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  test('and the page that a browser without a session sees', async () => {
    const visitor = await openPage(browser, serving.origin, { colorScheme });
    await visitor.getByRole('heading', { name: 'Open the link that serve printed' }).waitFor();
    expect(await findViolations(visitor)).toEqual([]);
    await visitor.context().close();
  });
});
