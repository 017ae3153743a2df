import { defaultDataFolder, type Variables } from '../../core/runtime/paths.ts';
import { posix, win32 } from 'node:path';

/**
 * Where Chromium keeps its own files and the window its place: inside the data folder, so that each home has one app that
 * runs, and nothing is anywhere else. A home that is impossible is told about by the core, later.
 */
export function desktopFolder(variables: Variables, platform: NodeJS.Platform, home: string): string {
  const paths = platform === 'win32' ? win32 : posix;
  const wanted = variables['TWINBERTH_HOME']?.trim() ?? '';
  const folder = paths.isAbsolute(wanted) ? wanted : defaultDataFolder(variables, platform, home);
  return paths.join(folder, 'desktop');
}
