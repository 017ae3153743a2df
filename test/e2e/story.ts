import { existsSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { BoardPage } from './pages/board-page.ts';
import { NoticesPage } from './pages/notices-page.ts';
import { OnboardingPage } from './pages/onboarding-page.ts';
import { SheetPage } from './pages/sheet-page.ts';
import type { Stage } from './stage/open-stage.ts';

/**
 * What somebody does with Twinberth from an empty machine to a rollback, in the window, whatever that window is: told once,
 * and performed in Chromium by way of `twinberth serve` and in the desktop app. What is said to have happened is checked at the
 * published ports, where the app's own users are.
 */
export async function tellStory(page: Page, stage: Stage): Promise<void> {
  const story: Story = {
    stage,
    board: new BoardPage(page),
    sheet: new SheetPage(page),
    onboarding: new OnboardingPage(page),
    notices: new NoticesPage(page),
  };
  await onboard(story);
  await buildAndDeploy(story);
  await promoteByDragging(story);
  await promoteByKeyboard(story);
  await rollBack(story);
  await failWithoutHarm(story);
  await beNotified(story);
}

/** Of a receipt: every probe that asked through the edge was answered. */
const LOST_NOTHING = /^[\d,]+ probes?, 0 lost/;

interface Story {
  readonly stage: Stage;
  readonly board: BoardPage;
  readonly sheet: SheetPage;
  readonly onboarding: OnboardingPage;
  readonly notices: NoticesPage;
}

/** An engine and nothing else: a folder is picked, a file proposed, looked at, changed and written. */
async function onboard({ stage, onboarding }: Story): Promise<void> {
  await onboarding.begin();
  await onboarding.chooseFolder(stage.folder);
  expect(await onboarding.proposal()).toMatch(new RegExp(`^app: ${stage.app}$`, 'm'));
  expect(existsSync(stage.file)).toBe(false);
  await onboarding.change(stage.configuration());
  await onboarding.confirm(stage.app);
  expect(readFileSync(stage.file, 'utf8')).toBe(stage.configuration());
}

async function buildAndDeploy({ stage, onboarding, board, sheet }: Story): Promise<void> {
  const { app, lanes } = stage;
  await onboarding.buildAndDeploy(1, lanes.dev);
  await sheet.confirm(`Deploy ${app} v1 to ${lanes.dev}`, 'Deploy');
  await board.sees(app, lanes.dev, /v1 is being deployed/);
  await board.receipt(app, lanes.dev, LOST_NOTHING);
  await board.sees(app, lanes.dev, /v1 serves, well 1\/1/);
  await board.empty(app, lanes.prod).waitFor();
  expect(await stage.visit('dev')).toMatchObject({ status: 200, version: 'v1' });
}

/** The lane says that it takes the card, the sheet says what would happen, and Escape leaves everything as it is. */
async function promoteByDragging({ stage, board, sheet }: Story): Promise<void> {
  const { app, lanes } = stage;
  const title = `Promote ${app} v1 to ${lanes.prod}`;
  await board.dragOver(app, lanes.dev, lanes.prod, /takes it/);
  await board.drop();
  await sheet.leave(title);
  await board.empty(app, lanes.prod).waitFor();

  await board.dragOver(app, lanes.dev, lanes.prod, /takes it/);
  await board.drop();
  await sheet.confirm(title, 'Promote');
  await board.receipt(app, lanes.prod, LOST_NOTHING);
  await board.sees(app, lanes.prod, /v1 serves, well 1\/1/);
  expect(await stage.visit('prod')).toMatchObject({ status: 200, version: 'v1' });
}

/** A new release goes the same way without a mouse, and no request is lost on it. */
async function promoteByKeyboard({ stage, board, sheet }: Story): Promise<void> {
  const { app, lanes } = stage;
  await stage.edit({ version: 'v2' });
  await board.build(app, 2);
  await board.choose(app, lanes.dev, /^Deploy a release/);
  await sheet.confirm(`Deploy ${app} v2 to ${lanes.dev}`, 'Deploy');
  await board.sees(app, lanes.dev, /v2 serves, well 1\/1/);
  await board.receipt(app, lanes.dev, LOST_NOTHING);
  await board.carryRight(app, lanes.dev, lanes.prod, /takes it/);
  await board.press('Enter');
  await sheet.confirm(`Promote ${app} v2 to ${lanes.prod}`, 'Promote');
  await board.receipt(app, lanes.prod, LOST_NOTHING);
  await board.sees(app, lanes.prod, /v2 serves, well 1\/1/);
  expect(await stage.visit('prod')).toMatchObject({ status: 200, version: 'v2' });
}

/** One press, one question, and the former version answers. */
async function rollBack({ stage, board, sheet }: Story): Promise<void> {
  const { app, lanes } = stage;
  await board.card(app, lanes.prod).getByRole('button', { name: 'Roll back to v1' }).click();
  await sheet.confirm(`Back to ${app} v1 in ${lanes.prod}`, 'Roll back');
  await board.receipt(app, lanes.prod, LOST_NOTHING);
  await board.sees(app, lanes.prod, /v1 serves, well 1\/1/);
  expect(await stage.visit('prod')).toMatchObject({ status: 200, version: 'v1' });
}

/** A release that never gets well is not let in; the card says why, and what serves instead. */
async function failWithoutHarm({ stage, board, sheet }: Story): Promise<void> {
  const { app, lanes } = stage;
  await stage.edit({ version: 'v3', behaviour: 'never-healthy' });
  await board.build(app, 3);
  await board.choose(app, lanes.dev, /^Deploy a release/);
  await sheet.confirm(`Deploy ${app} v3 to ${lanes.dev}`, 'Deploy');
  const failure = board.card(app, lanes.dev).getByRole('group', { name: 'v3 failed' });
  await failure.waitFor({ timeout: 60_000 });
  await failure.getByText(/^v2 serves in (blue|green)\.$/).waitFor();
  expect(await stage.visit('dev')).toMatchObject({ status: 200, version: 'v2' });
}

/** Who looked away finds it among the notices, and they are read then. */
async function beNotified({ stage, notices }: Story): Promise<void> {
  await notices.areNew();
  await notices.open();
  await notices.tells(new RegExp(`${stage.app}.*${stage.lanes.dev}.*v3|v3.*${stage.lanes.dev}`));
}
