import { join } from 'node:path';
import { build } from 'vite';

const CHECKOUT = join(import.meta.dirname, '../../..');

/**
 * Set-up of the suites that open the real interface: builds it from this source, as users get it. With TWINBERTH_TEST_BUILT=1
 * what was built before is taken as it is.
 */
export async function setup(): Promise<void> {
  if (process.env['TWINBERTH_TEST_BUILT'] === '1') return;
  const before = process.env['NODE_ENV'];
  // Vitest says "test" here, and Vite would build React as for development.
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ configFile: join(CHECKOUT, 'vite.config.ts'), logLevel: 'warn' });
  } finally {
    process.env['NODE_ENV'] = before;
  }
}
