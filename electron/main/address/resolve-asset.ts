import { join } from 'node:path';
import { isOurs } from './app-address.ts';

/**
 * The file of the interface that an address names, or undefined: another origin, or a path that could lead anywhere but
 * into the folder.
 * @param folder absolute; where the built interface is
 */
export function resolveAsset(folder: string, address: string): string | undefined {
  if (!isOurs(address)) return undefined;
  const steps = decode(new URL(address).pathname)?.split('/').slice(1);
  if (steps === undefined || !steps.every(isPlain)) return undefined;
  const path = steps.join('/');
  return join(folder, path === '' ? 'index.html' : path);
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** A name of a file or folder and nothing more, on any platform: no way up, no drive, no other stream of a file. */
function isPlain(step: string): boolean {
  return step !== '.' && step !== '..' && !/[\\:\0]/.test(step);
}
