import { chromium, type Browser } from 'playwright-core';
import { CHROMIUM_ARGS } from './chromium-options.mjs';
import { findChromium, NO_CHROMIUM } from './find-chromium.mjs';

/** The Chromium of this machine, without a window, and with a profile of its own that is gone afterwards. */
export async function openChromium(): Promise<Browser> {
  const executablePath = findChromium(process.env);
  if (executablePath === undefined) throw new Error(NO_CHROMIUM);
  return chromium.launch({ executablePath, args: CHROMIUM_ARGS, headless: true });
}
