import { join } from 'node:path';
import type { TrayState } from './describe-tray.ts';

/**
 * The picture for a state, made by `electron/packaging/draw-icons.mjs`. macOS colours a template by itself; elsewhere the
 * outline is dark on light panels and light on dark ones.
 * @param dark whether the desktop's panels are dark, as far as it says
 */
export function trayIconFile(
  folder: string,
  state: TrayState,
  platform: NodeJS.Platform,
  dark: boolean,
): string {
  // Electron finds `…Template.png` and `…@2x.png` by their names.
  if (platform === 'darwin') return join(folder, `tray-${state}-Template.png`);
  return join(folder, `tray-${state}-${dark ? 'light' : 'dark'}.png`);
}
