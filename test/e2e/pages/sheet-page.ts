import type { Locator, Page } from 'playwright-core';

/** The sheet beside the board: a plan, or a rollback that is asked about. */
export class SheetPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Waits for the sheet with this title. */
  async titled(title: string | RegExp): Promise<Locator> {
    const sheet = this.#page.getByRole('dialog', { name: title });
    await sheet.waitFor();
    return sheet;
  }

  /** Enter: the button has the focus, and the sheet goes when it has begun. */
  async confirm(title: string | RegExp, button: string): Promise<void> {
    const sheet = await this.titled(title);
    await sheet.locator(`button:focus:has-text("${button}"):not([aria-disabled])`).waitFor();
    await this.#page.keyboard.press('Enter');
    await sheet.waitFor({ state: 'detached' });
  }

  async leave(title: string | RegExp): Promise<void> {
    const sheet = await this.titled(title);
    await this.#page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  }
}
