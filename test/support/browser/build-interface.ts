import { join } from 'node:path';
import { build } from 'vite';

const CHECKOUT = join(import.meta.dirname, '../../..');

/** Set-up of the suites that open the real interface: builds it from this source. */
export async function setup(): Promise<void> {
  await build({ configFile: join(CHECKOUT, 'vite.config.ts'), logLevel: 'warn' });
}
