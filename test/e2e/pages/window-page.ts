import type { Page } from 'playwright-core';

/** What belongs to the whole window. */
export class WindowPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** A message at the edge of the window. */
  async says(text: RegExp, timeout = 10_000): Promise<void> {
    await this.#page.getByRole('region', { name: 'Messages' }).getByText(text).waitFor({ timeout });
  }

  async hasNoDialog(): Promise<boolean> {
    return (await this.#page.getByRole('dialog').count()) === 0;
  }
}
