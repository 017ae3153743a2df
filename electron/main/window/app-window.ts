import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen, type Rectangle } from 'electron';
import { PLACES } from '../address/places.ts';
import { addressOf, placeOf } from '../address/app-address.ts';
import { VERSION_ARGUMENT } from '../../../shared/contract/messages.ts';
import { reviveWindow } from './revive-window.ts';
import { placeWindow, SMALLEST, type Bounds } from './place-window.ts';
import { readWindowState, writeWindowState } from './window-state-file.ts';

/** The one window, which comes and goes while the app watches from the tray. */
export interface AppWindow {
  readonly current: () => BrowserWindow | undefined;
  /** Makes it, or brings it to the front; at a place, or where it was. */
  readonly open: (place?: string) => void;
}

export interface AppWindowDeps {
  readonly stateFile: string;
  /** Folder of the built main process. */
  readonly folder: string;
  readonly icon: string;
  readonly version: string;
}

/** Moving a window reports every step of it. */
const SAVE_AFTER_MS = 500;

export function createAppWindow(deps: AppWindowDeps): AppWindow {
  let window: BrowserWindow | undefined;
  return {
    current: () => window,
    open: (place) => {
      if (window === undefined) {
        window = make(deps, place);
        window.on('closed', () => (window = undefined));
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      if (place !== undefined && placeOf(window.webContents.getURL()) !== place)
        void window.loadURL(addressOf(place));
    },
  };
}

function make({ stateFile, folder, icon, version }: AppWindowDeps, place: string | undefined): BrowserWindow {
  const saved = readWindowState(stateFile);
  const window = new BrowserWindow({
    ...placeWindow(saved?.bounds, workAreas()),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Twinberth',
    icon,
    // What is seen until the first paint: the page's own ground, so that nothing flashes.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14161a' : '#f6f7f9',
    webPreferences: {
      preload: join(folder, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      additionalArguments: [`${VERSION_ARGUMENT}${version}`],
    },
  });
  if (saved?.maximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  // Windows of pages take the page's title.
  window.on('page-title-updated', (event, title) => {
    if (title === '') event.preventDefault();
  });
  keepState(window, stateFile);
  reviveWindow(window);
  void window.loadURL(addressOf(place ?? saved?.place ?? PLACES.board));
  return window;
}

function workAreas(): [Bounds, ...Bounds[]] {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  return [main.workArea, ...others.map(({ workArea }) => workArea)];
}

function keepState(window: BrowserWindow, file: string): void {
  let waiting: NodeJS.Timeout | undefined;
  let place: string = PLACES.board;
  const save = (): void => {
    clearTimeout(waiting);
    waiting = undefined;
    const bounds: Rectangle = window.getNormalBounds();
    writeWindowState(file, { bounds, maximized: window.isMaximized(), place });
  };
  const soon = (): void => {
    waiting ??= setTimeout(save, SAVE_AFTER_MS);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.webContents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
    if (isMainFrame) place = placeOf(url);
    soon();
  });
  window.webContents.on('did-navigate', (_event, url) => (place = placeOf(url)));
  window.on('close', save);
  window.on('closed', () => clearTimeout(waiting));
}
