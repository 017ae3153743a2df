import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Manifest } from 'vite';

const CHECKOUT = join(import.meta.dirname, '../../..');

export interface Bundle {
  /** Scripts and styles that the window loads until the board is there. */
  readonly gzipBytes: number;
  readonly fontBytes: number;
  readonly files: number;
}

/** Builds the window for production and adds up what its first screen, the board, is made of. */
export async function measureBundle(): Promise<Bundle> {
  const outDir = await mkdtemp(join(tmpdir(), 'twinberth-bench-bundle-'));
  try {
    await build({
      configFile: join(CHECKOUT, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir, emptyOutDir: true, manifest: true },
    });
    const manifest = JSON.parse(await readFile(join(outDir, '.vite/manifest.json'), 'utf8')) as Manifest;
    const loaded = new Set<string>();
    for (const [key, { isEntry }] of Object.entries(manifest))
      if (isEntry === true || key.endsWith('screens/board/BoardScreen.tsx')) collect(manifest, key, loaded);
    const code = [...loaded].filter((file) => /\.(js|css)$/.test(file));
    const fonts = [...loaded].filter((file) => file.endsWith('.woff2'));
    const sizes = await Promise.all(
      code.map(async (file) => gzipSync(await readFile(join(outDir, file)), { level: 9 }).length),
    );
    const fontSizes = await Promise.all(
      fonts.map(async (file) => (await readFile(join(outDir, file))).length),
    );
    return { gzipBytes: sum(sizes), fontBytes: sum(fontSizes), files: code.length };
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

function collect(manifest: Manifest, key: string, loaded: Set<string>): void {
  const chunk = manifest[key];
  if (chunk === undefined || loaded.has(chunk.file)) return;
  for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) loaded.add(file);
  for (const imported of chunk.imports ?? []) collect(manifest, imported, loaded);
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}
