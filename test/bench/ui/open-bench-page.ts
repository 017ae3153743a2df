import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Page } from 'playwright-core';
import { build, preview } from 'vite';
import { openChromium } from '../../support/browser/open-chromium.ts';

const PAGES = join(import.meta.dirname, '../../ui/bench');

export interface BenchPage {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/**
 * Builds a page of test/ui/bench as the window is built, for production, and opens it in a Chromium of its own.
 * @param name of its HTML file, without the ending
 */
export async function openBenchPage(name: string): Promise<BenchPage> {
  const outDir = await mkdtemp(join(tmpdir(), 'twinberth-bench-page-'));
  await build({
    configFile: false,
    root: PAGES,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      rolldownOptions: { input: join(PAGES, `${name}.html`) },
    },
  });
  const server = await preview({
    configFile: false,
    root: PAGES,
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
  });
  const browser = await openChromium();
  const close = async (): Promise<void> => {
    await browser.close();
    await server.close();
    await rm(outDir, { recursive: true, force: true });
  };
  try {
    const page = await browser.newPage({ viewport: { width: 1360, height: 800 } });
    page.on('pageerror', (error) => console.error(`the page of ${name} threw:`, error));
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}${name}.html`);
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Bytes of the page's JavaScript heap that are in use after a garbage collection. */
export async function measureHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return usedSize;
  } finally {
    await session.detach();
  }
}
