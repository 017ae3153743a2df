import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { PLACES } from '../address/places.ts';
import type { WindowState } from './place-window.ts';

const pixels = z.int().min(-100_000).max(100_000);
const length = z.int().min(1).max(100_000);

const state = z.object({
  bounds: z.object({ x: pixels, y: pixels, width: length, height: length }),
  maximized: z.boolean(),
  place: z.string().startsWith('#/').max(2048).catch(PLACES.board),
});

/** What was written last; undefined when there is nothing, or nothing that can be used. */
export function readWindowState(path: string): WindowState | undefined {
  try {
    return state.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Whole or not at all. A place that cannot be written costs no more than where the window was. */
export function writeWindowState(path: string, value: WindowState): void {
  const partial = `${path}.${process.pid}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(partial, `${JSON.stringify(value)}\n`, { mode: 0o600 });
    renameSync(partial, path);
  } catch {
    // The window opens in the middle next time.
  }
}
