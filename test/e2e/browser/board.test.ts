import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseEndpoint } from '../../../electron/core/engine/parse-endpoint.ts';
import { openChromium } from '../../support/browser/open-chromium.ts';
import { openPage } from '../../support/browser/open-page.ts';
import { relayTo, type EngineRelay } from '../../support/faults/engine-relay.ts';
import { startServing, type Serving } from '../../support/serve/start-serving.ts';
import { testEngine } from '../../support/test-engine.ts';
import { BoardPage } from '../pages/board-page.ts';
import { SheetPage } from '../pages/sheet-page.ts';
import { WindowPage } from '../pages/window-page.ts';
import { openStage, type Stage } from '../stage/open-stage.ts';

let relay: EngineRelay;
let stage: Stage;
let serving: Serving;
let browser: Browser;
let page: Page;
let board: BoardPage;

/** v1 serves in both environments; the way to the engine can be cut. */
beforeAll(async () => {
  relay = await relayTo(parseEndpoint(testEngine().endpoint));
  stage = await openStage({ endpoint: relay.endpoint });
  await stage.moor();
  serving = await startServing(stage.env, { cwd: stage.folder });
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  await serving.stop();
  relay.mend();
  await stage.remove();
  await relay.close();
});

beforeEach(async () => {
  page = await openWindow();
  board = new BoardPage(page);
  await board.sees(stage.app, stage.lanes.dev, /serves, well 1\/1/);
});
afterEach(() => page.context().close());

/** A browser of its own, as on a second device. */
async function openWindow(): Promise<Page> {
  const opened = await openPage(browser, serving.url);
  await new BoardPage(opened).open();
  return opened;
}

async function deployments(): Promise<number> {
  const { deployments: list } = (await stage.twinberth('history', stage.app, '--json')).json();
  return (list as readonly unknown[]).length;
}

/** What the next build will be called. */
async function nextVersion(): Promise<number> {
  const { releases } = (await stage.twinberth('releases', stage.app, '--json')).json();
  return (releases as readonly unknown[]).length + 1;
}

describe('a card that is dragged', () => {
  test('and dropped where it came from stays there, and nothing is done', async () => {
    const before = await deployments();
    await board.dragOver(stage.app, stage.lanes.dev, stage.lanes.dev, /is here/);
    await board.drop();
    await new WindowPage(page).says(/stays in .*Nothing was done/);
    expect(await new WindowPage(page).hasNoDialog()).toBe(true);
    expect(await deployments()).toBe(before);
  });

  test('and dropped beside the lanes goes back', async () => {
    await board.dragOver(stage.app, stage.lanes.dev, stage.lanes.prod, /./);
    await page.mouse.move(20, 780, { steps: 4 });
    await board.drop();
    await new WindowPage(page).says(/beside the lanes\. Nothing was done/);
  });

  test('goes back by Escape', async () => {
    await board.dragOver(stage.app, stage.lanes.dev, stage.lanes.prod, /./);
    await board.press('Escape');
    await board.drop();
    expect(await new WindowPage(page).hasNoDialog()).toBe(true);
  });

  test('is taken by no lane whose engine disappears meanwhile; the window says so, and heals by itself', async () => {
    await board.dragOver(stage.app, stage.lanes.dev, stage.lanes.prod, /./);
    relay.cut();
    await board
      .head(stage.lanes.prod)
      .filter({ hasText: /not here/ })
      .waitFor();
    await board
      .head(stage.lanes.prod)
      .filter({ hasText: /away/ })
      .or(board.card(stage.app, stage.lanes.prod).filter({ hasText: /away/ }))
      .first()
      .waitFor();
    await board.drop();
    expect(await new WindowPage(page).hasNoDialog()).toBe(true);
    await board.sees(stage.app, stage.lanes.prod, /local is away, shown as it last was/);
    relay.mend();
    await board.sees(stage.app, stage.lanes.prod, /serves, well 1\/1/, 60_000);
  });
});

describe('a change by the command line', () => {
  test('appears in the window while it happens', async () => {
    const version = await nextVersion();
    await stage.edit({ version: `v${version}` });
    const deploying = stage.twinberth('deploy', stage.app, stage.lanes.dev, '--build');
    await board.sees(stage.app, stage.lanes.dev, new RegExp(`v${version} is being deployed`), 60_000);
    await board.sees(stage.app, stage.lanes.dev, new RegExp(`v${version} serves`), 60_000);
    expect((await deploying).code).toBe(0);
  });
});

describe('two windows on one placement', () => {
  test('the second sees who has it and since when, and is refused until that is over', async () => {
    const other = await openWindow();
    const before = await deployments();
    const version = await nextVersion();
    await stage.edit({ version: `v${version}`, behaviour: 'slow-start' });
    await board.build(stage.app, version);
    const title = `Deploy ${stage.app} v${version} to ${stage.lanes.dev}`;
    await board.choose(stage.app, stage.lanes.dev, /^Deploy a release/);
    const otherBoard = new BoardPage(other);
    await otherBoard.choose(stage.app, stage.lanes.dev, /^Deploy a release/);
    await new SheetPage(page).confirm(title, 'Deploy');
    const sheet = await new SheetPage(other).titled(title);
    await sheet.getByText(new RegExp(`v${version} is being deployed there by \\S+@\\S+, begun`)).waitFor();
    await other.keyboard.press('Enter');
    const refusal = sheet.getByRole('alert').filter({ hasText: 'It did not begin; nothing was done' });
    await refusal.getByText(/by \S+@\S+ since/).waitFor();
    await board.sees(stage.app, stage.lanes.dev, new RegExp(`v${version} serves, well 1/1`), 60_000);
    expect(await deployments()).toBe(before + 1);
    await other.context().close();
  });
});

test('a server that was ended and started anew asks for its new link', async () => {
  await serving.stop();
  await new BoardPage(page).card(stage.app, stage.lanes.dev).waitFor();
  serving = await startServing(stage.env, { cwd: stage.folder, port: serving.port });
  await page.getByRole('heading', { name: 'Open the link that serve printed' }).waitFor();
  await page.goto(serving.url);
  await board.sees(stage.app, stage.lanes.dev, /serves, well 1\/1/);
});
