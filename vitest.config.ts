import { defineConfig } from 'vitest/config';

const project = (name: string, options: Record<string, unknown> = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], environment: 'node' as const, ...options },
});

/** One vitest project per suite; suites that need an engine run their files one after another. */
export default defineConfig({
  test: {
    projects: [
      project('unit'),
      project('architecture'),
      project('engine', { testTimeout: 60_000, hookTimeout: 120_000, fileParallelism: false }),
      project('integration', { testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false }),
    ],
  },
});
