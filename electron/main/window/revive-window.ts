import { app, dialog, type BrowserWindow } from 'electron';
import { PLACES } from '../address/places.ts';
import { addressOf, placeOf } from '../address/app-address.ts';
import { createCrashJudge } from './judge-crashes.ts';

/**
 * A window whose page crashed comes back where it was; the core is another process and has gone on. When it crashes again
 * and again, the user is asked.
 */
export function reviveWindow(window: BrowserWindow): void {
  const judge = createCrashJudge();
  let place: string = PLACES.board;
  const { webContents } = window;
  const remember = (url: string): void => {
    place = placeOf(url);
  };
  webContents.on('did-navigate', (_event, url) => remember(url));
  webContents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
    if (isMainFrame) remember(url);
  });
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    if (judge(performance.now()) === 'revive') void window.loadURL(addressOf(place));
    else void askAfterCrashes(window, reason);
  });
}

async function askAfterCrashes(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window keeps crashing.',
    detail: `What runs is not touched by this, and is still being watched. The system says: ${reason}.`,
    buttons: ['Open the board', 'Quit'],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1) app.quit();
  else if (!window.isDestroyed()) void window.loadURL(addressOf(PLACES.board));
}
