import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openPage } from '../browser/open-page.ts';
import { goTo, type WindowPlace } from '../../e2e/pages/places.ts';
import { SheetPage } from '../../e2e/pages/sheet-page.ts';
import { disguise, type Disguise } from './disguise.ts';
import { BoardPage } from '../../e2e/pages/board-page.ts';

export interface PictureOptions {
  /** The link that lets a browser in. */
  readonly url: string;
  readonly theme: 'light' | 'dark';
  readonly folder: string;
  readonly disguises: readonly Disguise[];
}

/** One picture of each place, as `FOLDER/NAME-THEME.png`. Returns their names. */
export async function takePictures(
  browser: Browser,
  options: PictureOptions & { readonly places: readonly WindowPlace[] },
): Promise<readonly string[]> {
  const page = await open(browser, options);
  const taken: string[] = [];
  const take = async (name: string): Promise<void> => {
    taken.push(await takeOne(page, name, options));
  };
  for (const place of options.places) {
    await goTo(page, place);
    await take(place.name);
  }
  await takeWork(page, take);
  await page.context().close();
  return taken;
}

/** The board while shop is deployed to dev, which `begin` begins. */
export async function takeDeployment(
  browser: Browser,
  options: PictureOptions,
  begin: () => Promise<void>,
): Promise<string> {
  const page = await open(browser, options);
  const board = new BoardPage(page);
  await board.open();
  await begin();
  await board.sees('shop', 'dev', /v\d+ is being deployed/, 60_000);
  // Probes are counted while the new colour starts.
  await board
    .card('shop', 'dev')
    .getByText(/\d\d probes, 0 lost/)
    .waitFor();
  const taken = await takeOne(page, 'deploying', options);
  await page.context().close();
  return taken;
}

function open(browser: Browser, { url, theme }: PictureOptions): Promise<Page> {
  return openPage(browser, url, { colorScheme: theme, reducedMotion: 'reduce' });
}

async function takeOne(
  page: Page,
  name: string,
  { folder, theme, disguises }: PictureOptions,
): Promise<string> {
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  await disguise(page, disguises);
  const file = `${name}-${theme}.png`;
  await page.screenshot({ path: join(folder, file), animations: 'disabled', caret: 'initial' });
  return file;
}

/** What is seen only while something is done: a card in the hand, a plan, the question before a rollback, the palette. */
async function takeWork(page: Page, take: (name: string) => Promise<void>): Promise<void> {
  const board = new BoardPage(page);
  const sheet = new SheetPage(page);
  await board.open();
  await board.dragOver('shop', 'staging', 'prod', /./);
  await take('drag');
  await board.press('Escape');
  await board.drop();
  await board.choose('shop', 'staging', /^Promote to prod/);
  await (await sheet.titled(/^Promote shop/)).getByText('Why go against the policy').waitFor();
  await take('plan');
  await sheet.leave(/^Promote shop/);
  await board.choose('shop', 'prod', /^Roll back/);
  await (await sheet.titled(/^Back to shop/)).getByText('Last time').waitFor();
  await take('rollback');
  await sheet.leave(/^Back to shop/);
  await page.keyboard.press('Control+K');
  await page.getByRole('dialog').waitFor();
  await take('palette');
  await page.keyboard.press('Escape');
}
