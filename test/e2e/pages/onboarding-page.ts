import type { Page } from 'playwright-core';

/** The way from an engine and a folder to the first release. */
export class OnboardingPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** From the board on which there is nothing yet. */
  async begin(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Add the first app' }).click();
    await this.#page.getByRole('heading', { name: 'Pick the folder of an app' }).waitFor();
  }

  async chooseFolder(folder: string): Promise<void> {
    await this.#page.getByRole('textbox', { name: 'Folder' }).fill(folder);
    await this.#page.getByRole('button', { name: 'Use this folder' }).click();
    await this.#page.getByRole('heading', { name: 'This is what Twinberth makes of it' }).waitFor();
  }

  /** What stands in the proposed twinberth.yaml. */
  proposal(): Promise<string> {
    return this.#page.getByRole('textbox', { name: 'twinberth.yaml' }).inputValue();
  }

  async change(text: string): Promise<void> {
    await this.#page.getByRole('textbox', { name: 'twinberth.yaml' }).fill(text);
  }

  /** Waits until what was written has been checked, and has it written. */
  async confirm(app: string): Promise<void> {
    const button = this.#page.getByRole('button', {
      name: 'Write the file and add the app',
      disabled: false,
    });
    await button.and(this.#page.locator(':not([aria-disabled])')).click();
    await this.#page.getByRole('heading', { name: `${app} is on the board` }).waitFor();
  }

  /** Builds it before one's eyes, and opens the plan for its first lane. */
  async buildAndDeploy(version: number, lane: string, timeout = 90_000): Promise<void> {
    await this.#page.getByRole('button', { name: `Build v${version}`, exact: true }).click();
    await this.#page.getByRole('button', { name: `Deploy v${version} to ${lane}…` }).click({ timeout });
  }
}
