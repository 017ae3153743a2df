import { readFileSync } from 'node:fs';

/** The version of the package that this file is part of, whether as source (electron/cli) or built (dist/electron/cli). */
export function readVersion(): string {
  for (const place of ['../../package.json', '../../../package.json']) {
    try {
      const manifest = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as {
        name?: string;
        version?: string;
      };
      if (manifest.name === 'twinberth') return manifest.version ?? 'unknown';
    } catch {
      // The other place is tried; without any there is no version to tell.
    }
  }
  return 'unknown';
}
