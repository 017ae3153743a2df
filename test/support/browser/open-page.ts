import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** So many times a page is asked for anew when the network changed in that moment. */
const TRIES = 20;

/**
 * A browser of its own (as on a second device) that has opened an address. Chromium breaks off whatever it is loading when a
 * network interface of the machine comes or goes (ERR_NETWORK_CHANGED), and every container that is started beside a test is
 * such a change; so the interface's files are brought by the test itself, from the same server with the same headers.
 */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 800 }, ...options });
  await context.route('**/assets/**', async (route) => route.fulfill({ response: await route.fetch() }));
  const page = await context.newPage();
  for (let left = TRIES; ; left -= 1) {
    try {
      await page.goto(url);
      return page;
    } catch (error) {
      if (left === 0 || !String(error).includes('ERR_NETWORK_CHANGED')) throw error;
    }
  }
}
