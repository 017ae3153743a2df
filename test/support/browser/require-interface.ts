import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setup as build } from './build-interface.ts';

/** Set-up of suites in which the interface has to be there, whatever it looks like: builds it where it is missing. */
export async function setup(): Promise<void> {
  if (!existsSync(join(import.meta.dirname, '../../../dist/renderer/assets'))) await build();
}
