// @ts-check
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/*
 * Puts what Electron starts into dist/desktop: the main process and the preload, each in one file, the thread that reads
 * build contexts, the command line, and the pictures. The preload has to be one file, for a sandboxed one can load no other.
 * Used by `npm run build`; the interface itself is built by Vite's own configuration.
 *
 *   node electron/packaging/build-desktop.mjs [FOLDER]
 */

const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));
const target = process.argv[2] ?? join(CHECKOUT, 'dist/desktop');

/** What is there when the app runs: Electron's own module, and the part with a native binary. */
const EXTERNAL = ['electron', 'better-sqlite3'];

mkdirSync(target, { recursive: true });
await bundle({ input: 'electron/main/main.ts', file: 'main.cjs', format: 'cjs' });
await bundle({ input: 'electron/preload/preload.ts', file: 'preload.cjs', format: 'cjs' });
// The core starts it by this name, beside whatever file the core is in.
await bundle({
  input: 'electron/core/releases/context/context-worker.ts',
  file: 'context-worker.js',
  format: 'cjs',
});
await bundle({ input: 'electron/cli/main.ts', file: 'cli.mjs', format: 'es' });
// The checkout is a package of ES modules, and so is what it is packed into.
writeFileSync(join(target, 'package.json'), '{ "type": "commonjs" }\n');
copyIcons(join(CHECKOUT, 'electron/packaging/icons'), join(target, 'icons'));

/** @param {{ input: string, file: string, format: 'cjs' | 'es' }} one */
async function bundle({ input, file, format }) {
  await build({
    configFile: false,
    root: CHECKOUT,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node24',
      outDir: target,
      emptyOutDir: false,
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: join(CHECKOUT, input),
        external: EXTERNAL,
        output: { format, entryFileNames: file, codeSplitting: false },
      },
    },
  });
}

/**
 * @param {string} from
 * @param {string} to
 */
function copyIcons(from, to) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((one) => one.endsWith('.png')))
    cpSync(join(from, name), join(to, name));
}
