import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workshop } from '../support/workshop.ts';
import type { BenchApp } from './bench-shop.ts';

/** An app that starts as fast as a process can: BusyBox's httpd. What it answers is its version. */
export const TINY_APP: BenchApp = {
  path: '/version.txt',
  async write({ folder, test }: Workshop) {
    await rm(folder, { recursive: true });
    await cp(join(import.meta.dirname, '../support/tiny-app'), folder, { recursive: true });
    const dockerfile = join(folder, 'Dockerfile');
    const text = await readFile(dockerfile, 'utf8');
    await writeFile(dockerfile, text.replace(/^ARG BASE.*$/m, '').replace('${BASE}', test.images.busybox));
  },
};
