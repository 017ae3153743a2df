import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What tools put into a checkout; git ignores it too. */
const GENERATED = ['.git', '.twinberth-test', 'coverage', 'dist', 'node_modules'];

/** Folders directly in the checkout, generated ones left out. */
export function listTopFolders(checkout: string): string[] {
  return readdirSync(checkout, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !GENERATED.includes(entry.name))
    .map((entry) => entry.name);
}

/** Paths of all source files, style sheets among them, relative to the checkout, with forward slashes. */
export function listSources(checkout: string): string[] {
  return listTopFolders(checkout).flatMap((folder) =>
    readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .filter((path) => /\.([cm]?[jt]s|tsx|css)$/.test(path)),
  );
}
