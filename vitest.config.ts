import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_ARGS } from './test/support/browser/chromium-options.mjs';
import { findChromium } from './test/support/browser/find-chromium.mjs';

const project = (name: string, options: Record<string, unknown> = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], environment: 'node' as const, ...options },
});

/** A test that hangs has to end; how quick anything is, benches say. So no deadline is met by a machine that is merely busy. */
const DEADLINES = { testTimeout: 60_000, hookTimeout: 60_000 };

/** Integration tests that look at the whole of an engine, its builder or its disk: nobody else may change that meanwhile. */
const ALONE = [
  'test/integration/*.test.ts',
  'test/integration/{hosts,releases,storage}/*.test.ts',
  'test/integration/house/caring.test.ts',
];

const withEngine = {
  globalSetup: ['test/support/provision-engine.ts'],
  fileParallelism: false,
  // What a real engine does is waited for; how quick it is, benches say.
  expect: { poll: { timeout: 20_000 } },
};

const integration = {
  ...withEngine,
  globalSetup: ['test/support/browser/require-interface.ts', ...withEngine.globalSetup],
  testTimeout: 120_000,
  hookTimeout: 180_000,
};

/** Suites that open no page run without one; for the others, require-chromium.ts says what is wrong and how to get one. */
const chromium = (): string => {
  try {
    return findChromium(process.env) ?? 'chromium';
  } catch {
    return 'chromium';
  }
};

/** Components and screens in a real browser. */
const inBrowser = () => ({
  plugins: [react()],
  // A part that does not compile fails the tests that load it; what Vite would lay over the page fails the others too.
  server: { hmr: { overlay: false } },
  // What is first met in the middle of a run would be prepared then, and the page loaded anew.
  optimizeDeps: {
    include: [
      'react',
      'react/jsx-dev-runtime',
      'react-dom',
      'react-dom/client',
      'zustand',
      'zustand/react/shallow',
      '@tanstack/react-virtual',
      'axe-core',
      'vitest-browser-react',
    ],
  },
  test: {
    name: 'ui',
    ...DEADLINES,
    expect: { poll: { timeout: 10_000 } },
    include: ['test/ui/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/browser/require-chromium.ts'],
    setupFiles: ['test/ui/support/load-styles.ts'],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      viewport: { width: 1360, height: 800 },
      provider: playwright({
        launchOptions: { executablePath: chromium(), args: CHROMIUM_ARGS },
        actionTimeout: 20_000,
      }),
      instances: [{ browser: 'chromium' as const }],
    },
  },
});

/** One vitest project per suite; suites that need an engine run their files one after another. */
export default defineConfig({
  test: {
    projects: [
      project('unit', DEADLINES),
      project('architecture', DEADLINES),
      inBrowser(),
      project('engine', { ...withEngine, testTimeout: 60_000, hookTimeout: 120_000 }),
      // They mostly wait, so more files at a time than there are cores are quicker still.
      project('integration', {
        ...integration,
        exclude: ALONE,
        fileParallelism: true,
        maxWorkers: 3,
        sequence: { groupOrder: 1 },
      }),
      project('alone', { ...integration, include: ALONE }),
      project('e2e', {
        globalSetup: [
          'test/support/browser/require-chromium.ts',
          'test/support/browser/build-interface.ts',
          'test/support/electron/require-desktop.ts',
          ...withEngine.globalSetup,
        ],
        fileParallelism: false,
        expect: withEngine.expect,
        testTimeout: 300_000,
        hookTimeout: 180_000,
      }),
    ],
  },
});
