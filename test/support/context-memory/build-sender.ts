import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const CHECKOUT = join(import.meta.dirname, '../../..');

/** The thread is looked for by this name, beside whatever file the core is in. */
const PROGRAMS = {
  'send-context.js': 'test/support/context-memory/send-context.ts',
  'context-worker.js': 'electron/core/releases/context/context-worker.ts',
};

/**
 * Puts the program that sends a context into a folder, made from source as the app is (see build-desktop.mjs): one that is
 * run from source has a compiler in its memory. Returns its path.
 */
export async function buildSender(folder: string): Promise<string> {
  for (const [file, source] of Object.entries(PROGRAMS)) {
    await build({
      configFile: false,
      root: CHECKOUT,
      logLevel: 'warn',
      ssr: { noExternal: true },
      build: {
        ssr: true,
        target: 'node24',
        outDir: folder,
        emptyOutDir: false,
        minify: false,
        rolldownOptions: {
          input: join(CHECKOUT, source),
          output: { format: 'es', entryFileNames: file, codeSplitting: false },
        },
      },
    });
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  return join(folder, 'send-context.js');
}
