import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const FOLDER = join(import.meta.dirname, '../../../.twinberth-test/failures');

/** Does something in a page; when that fails, what the page looked like is kept, and the failure says where. */
export async function keepPicture<T>(page: Page, name: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    mkdirSync(FOLDER, { recursive: true });
    const path = join(FOLDER, `${name}.png`);
    await page.screenshot({ path }).catch(() => undefined);
    if (error instanceof Error) error.message += `\nWhat the page looked like: ${path}`;
    throw error;
  }
}
