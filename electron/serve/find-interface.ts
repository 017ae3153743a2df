import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../core/runtime/failure.ts';

/** Source is in electron/serve, what was compiled in dist/electron/serve or dist/desktop; the interface is in dist/renderer. */
const PLACES = ['../../dist/renderer', '../../renderer', '../renderer'];

/** The folder of the interface's files, absolute and without links. `config.missing` when it was not built. */
export function findInterface(from: string = dirname(fileURLToPath(import.meta.url))): string {
  const folder = PLACES.map((place) => join(from, place)).find(
    (candidate) => existsSync(join(candidate, 'index.html')) && existsSync(join(candidate, 'assets')),
  );
  if (folder === undefined) {
    throw new Failure(
      'config.missing',
      'The interface has not been built here: there is no dist/renderer. Run `npm run build` in the folder of twinberth.',
    );
  }
  return realpathSync(folder);
}
