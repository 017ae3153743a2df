import { join } from 'node:path';
import { app, dialog, Menu, nativeTheme, session } from 'electron';
import { findLink, parseLink } from './address/parse-link.ts';
import { serveInterface } from './address/serve-interface.ts';
import { answerDesktopCalls } from './ipc/answer-desktop-calls.ts';
import { connectWindows } from './ipc/connect-windows.ts';
import { describeMenu } from './menu/describe-menu.ts';
import { createMenuActions } from './menu/create-menu-actions.ts';
import { toTemplate } from './menu/to-template.ts';
import { askRollback } from './notices/ask-rollback.ts';
import { showNotices } from './notices/show-notices.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { secureSession } from './security/secure-session.ts';
import { askBeforeQuit } from './startup/ask-before-quit.ts';
import { followSystem } from './startup/follow-system.ts';
import { showStartProblem } from './startup/show-start-problem.ts';
import { startAtLogin } from './startup/start-at-login.ts';
import { showTray } from './tray/show-tray.ts';
import { createAppWindow, type AppWindow } from './window/app-window.ts';

export interface Start {
  /** A link that the system opened the app with. */
  readonly link: string | undefined;
  /** In the tray, without a window. */
  readonly hidden: boolean;
}

/** The folder of the built main process; its pictures and the built interface are found from it. */
const FOLDER = __dirname;
const ICONS = join(FOLDER, 'icons');
const INTERFACE = join(FOLDER, '../renderer');

/** The story of the app, from its start until it quits. */
export async function runApp({ link, hidden }: Start): Promise<void> {
  const links = collectLinks();
  await app.whenReady();
  const opened = await open();
  if (opened === undefined) return;
  const { house, makeCalls, close } = opened;
  secureSession(session.defaultSession);
  serveInterface(session.defaultSession, INTERFACE);

  const window = createAppWindow({
    stateFile: join(app.getPath('userData'), 'window.json'),
    folder: FOLDER,
    icon: join(ICONS, 'app.png'),
    version: app.getVersion(),
  });
  const perform = createMenuActions({ window, preferences: house.preferences, now: () => Date.now() });
  const { platform } = process;
  const calls = makeCalls(answerDesktopCalls({ house, window: window.current }));
  connectWindows(calls);
  keepLooks(opened, perform);
  const disposeTray = showTray({ house, icons: ICONS, platform, perform, now: () => Date.now() });
  showNotices({
    subscribe: (listener) => house.subscribe(listener),
    follow: (target) => {
      if (target.kind === 'go') window.open(target.place);
      else void askRollback({ calls, house }, target.berth);
    },
    icon: join(ICONS, 'app.png'),
    platform,
  });
  staysAfterWindow(window, () => house.preferences.get().closeToTray);
  const quitting = askBeforeQuit({
    running: () => house.operations.running(),
    window: window.current,
    close: async () => {
      disposeTray();
      await close();
    },
  });

  followSystem({ quit: quitting.quitUnasked, wake: () => house.wake() });

  links.follow((text) => {
    // A window on a core that is being closed would have nothing to show.
    if (!quitting.closing()) window.open(parseLink(text));
  });
  if (link !== undefined) window.open(parseLink(link));
  else if (!hidden) window.open();
}

async function open(): Promise<OpenHouse | undefined> {
  try {
    return openHouse();
  } catch (error) {
    await showStartProblem(error);
    return undefined;
  }
}

/** A second start of the app, or the system, hands over links at any time, also before there is a window. */
function collectLinks(): { follow(listener: (text: string) => void): void } {
  let listener: ((text: string) => void) | undefined;
  const early: string[] = [];
  const found = (text: string): void => {
    if (listener === undefined) early.push(text);
    else listener(text);
  };
  app.on('second-instance', (_event, argv) => {
    if (!argv.includes('--hidden')) found(findLink(argv) ?? '');
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    found(url);
  });
  return {
    follow: (follower) => {
      listener = follower;
      for (const text of early.splice(0)) follower(text);
    },
  };
}

/** The menu, the theme and the start at login follow the preferences, whoever changes them. */
function keepLooks({ house }: OpenHouse, perform: ReturnType<typeof createMenuActions>): void {
  let atLogin = house.preferences.get().startAtLogin;
  const apply = (): void => {
    const preferences = house.preferences.get();
    nativeTheme.themeSource = preferences.theme;
    const menu = describeMenu({ platform: process.platform, preferences, packaged: app.isPackaged });
    Menu.setApplicationMenu(Menu.buildFromTemplate(toTemplate(menu, perform)));
    const chosen = preferences.startAtLogin !== atLogin;
    atLogin = preferences.startAtLogin;
    followLogin(atLogin, chosen);
  };
  apply();
  house.subscribe(({ event }) => {
    if (event.type === 'preferences.changed') apply();
  });
}

/** The app works without it: what cannot be written is told to whoever just asked for it, and to the terminal otherwise. */
function followLogin(wanted: boolean, chosen: boolean): void {
  try {
    startAtLogin(wanted, chosen);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    console.error(`twinberth: the start at login could not be ${wanted ? 'set' : 'removed'}: ${detail}`);
    if (!chosen) return;
    const message = `Twinberth could not ${wanted ? 'be made to start' : 'be kept from starting'} at login.`;
    void dialog.showMessageBox({ type: 'error', message, detail, buttons: ['Close'], noLink: true });
  }
}

/** On macOS apps stay anyway, until they are told to quit. */
function staysAfterWindow(window: AppWindow, toTray: () => boolean): void {
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' && !toTray()) app.quit();
  });
  app.on('activate', () => window.open());
}
