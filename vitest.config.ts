import { defineConfig } from 'vitest/config';

const project = (name: string, options: Record<string, unknown> = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], environment: 'node' as const, ...options },
});

const withEngine = { globalSetup: ['test/support/provision-engine.ts'], fileParallelism: false };

/** One vitest project per suite; suites that need an engine run their files one after another. */
export default defineConfig({
  test: {
    projects: [
      project('unit'),
      project('architecture'),
      project('engine', { ...withEngine, testTimeout: 60_000, hookTimeout: 120_000 }),
      project('integration', { ...withEngine, testTimeout: 120_000, hookTimeout: 180_000 }),
    ],
  },
});
