import type { Page } from 'playwright-core';

/** The bell, and the place where every notice is kept. */
export class NoticesPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async areNew(): Promise<void> {
    await this.#page.getByRole('link', { name: /^Notices: [1-9]\d* new$/ }).waitFor();
  }

  async open(): Promise<void> {
    await this.#page.getByRole('link', { name: /^Notices/ }).click();
    await this.#page.getByRole('heading', { level: 1, name: 'Notices' }).waitFor();
  }

  async tells(text: RegExp): Promise<void> {
    await this.#page.getByRole('main').getByRole('listitem').filter({ hasText: text }).first().waitFor();
  }
}
