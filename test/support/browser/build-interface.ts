import { join } from 'node:path';
import { build } from 'vite';

const CHECKOUT = join(import.meta.dirname, '../../..');

/**
 * Set-up of the suites that open the real interface: builds it from this source. With TWINBERTH_TEST_BUILT=1 what was built
 * before is taken as it is.
 */
export async function setup(): Promise<void> {
  if (process.env['TWINBERTH_TEST_BUILT'] === '1') return;
  await build({ configFile: join(CHECKOUT, 'vite.config.ts'), logLevel: 'warn' });
}
