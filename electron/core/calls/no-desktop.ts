import { Failure } from '../runtime/failure.ts';
import type { DesktopHandlers } from './calls.ts';

/** For where there is no desktop around the window: a browser has its own ways to do the same. */
export function noDesktop(): DesktopHandlers {
  return {
    'desktop.chooseFolder': () => refuse('desktop.chooseFolder', 'type the path of the folder'),
    'desktop.openPlacement': () => refuse('desktop.openPlacement', "follow the placement's own link"),
    'desktop.openLink': () => refuse('desktop.openLink', 'follow the link itself'),
  };
}

function refuse(call: string, instead: string): never {
  throw new Failure('usage', `${call} needs the desktop app. In a browser, ${instead}.`, { call });
}
