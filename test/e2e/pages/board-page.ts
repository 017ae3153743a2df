import type { Locator, Page } from 'playwright-core';

/** The board, as somebody sees and uses it. */
export class BoardPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(): Promise<void> {
    await this.#page
      .getByRole('navigation', { name: 'Places' })
      .getByRole('link', { name: /^Board/ })
      .click();
    await this.#page.getByRole('heading', { level: 1, name: 'Board' }).waitFor();
  }

  card(app: string, lane: string): Locator {
    return this.#page.getByRole('group', { name: new RegExp(`^${app} in ${lane} on `) });
  }

  /** Resolves when the card says this; what it says is its accessible name, which is what one hears. */
  async sees(app: string, lane: string, says: RegExp, timeout = 30_000): Promise<void> {
    const name = new RegExp(`^${app} in ${lane} on [^,]+, (?:.*\\b)?${says.source}`);
    await this.#page.getByRole('group', { name }).waitFor({ timeout });
  }

  /** Where the app does not run. */
  empty(app: string, lane: string): Locator {
    return this.#page.getByRole('group', { name: `${app} is not in ${lane}` });
  }

  head(lane: string): Locator {
    return this.#page.getByRole('columnheader', { name: new RegExp(`^${lane}\\b`) });
  }

  /** Presses the row's build button and waits until there is that release. */
  async build(app: string, version: number, timeout = 90_000): Promise<void> {
    const row = this.#page.getByRole('row').filter({ has: this.#page.getByRole('rowheader', { name: app }) });
    await row.getByRole('button', { name: `Build v${version}`, exact: true }).click();
    await row.getByText(`v${version} built`).waitFor({ timeout });
  }

  /** Resolves when the card shows a receipt that says this. */
  async receipt(app: string, lane: string, says: RegExp, timeout = 60_000): Promise<void> {
    const receipt = this.card(app, lane).getByRole('group', { name: 'Receipt' });
    await receipt.getByText(says).waitFor({ timeout });
  }

  /** Takes a card by the pointer and holds it over a lane; `say` is what that lane answers. */
  async dragOver(app: string, from: string, to: string, say: RegExp): Promise<void> {
    const { mouse } = this.#page;
    const [x, y] = await middleOf(this.card(app, from));
    await mouse.move(x, y);
    await mouse.down();
    // A press of an unsteady hand is no drag: it has to go some way first.
    await mouse.move(x + 30, y + 10, { steps: 3 });
    const [laneX] = await middleOf(this.head(to));
    // In steps, as a hand moves.
    await mouse.move(laneX, y, { steps: 12 });
    await this.head(to).filter({ hasText: say }).waitFor();
  }

  async drop(): Promise<void> {
    await this.#page.mouse.up();
  }

  /** Takes a card by the keyboard and holds it one lane further. */
  async carryRight(app: string, from: string, to: string, say: RegExp): Promise<void> {
    await this.card(app, from).focus();
    await this.#page.keyboard.press('Space');
    await this.#page.keyboard.press('ArrowRight');
    await this.head(to).filter({ hasText: say }).waitFor();
  }

  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
  }

  /** The card's own menu, as a press on its button opens it. */
  async choose(app: string, lane: string, entry: RegExp): Promise<void> {
    await this.card(app, lane)
      .getByRole('button', { name: `Actions for ${app} in ${lane}` })
      .click();
    await this.#page.getByRole('menuitem', { name: entry }).click();
  }
}

/** The middle of the upper part of an element: where a card is held. */
async function middleOf(locator: Locator): Promise<readonly [x: number, y: number]> {
  await locator.waitFor();
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (box === null) throw new Error('it is not to be seen');
  return [box.x + box.width / 2, box.y + Math.min(box.height / 2, 40)];
}
