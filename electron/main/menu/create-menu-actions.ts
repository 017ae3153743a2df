import { app } from 'electron';
import type { PreferencesStore } from '../../core/house/house.ts';
import type { AppWindow } from '../window/app-window.ts';
import type { MenuAction } from './describe-menu.ts';

export interface MenuActionDeps {
  readonly window: AppWindow;
  readonly preferences: PreferencesStore;
  readonly now: () => number;
}

/** Does what an entry of the menu or the tray stands for. */
export function createMenuActions(deps: MenuActionDeps): (action: MenuAction) => void {
  const { window, preferences, now } = deps;
  return (action) => {
    switch (action.kind) {
      case 'go':
        window.open(action.place);
        break;
      case 'show':
        window.open();
        break;
      case 'close':
        window.current()?.close();
        break;
      case 'reload':
        window.current()?.webContents.reload();
        break;
      case 'back':
        travel(window, -1);
        break;
      case 'forward':
        travel(window, 1);
        break;
      case 'theme':
        preferences.set({ theme: action.theme });
        break;
      case 'zoom':
        preferences.set({ zoom: action.zoom });
        break;
      case 'pause':
        preferences.set({ pausedUntil: now() + action.forMs });
        break;
      case 'resume':
        preferences.set({ pausedUntil: null });
        break;
      case 'quit':
        app.quit();
    }
  };
}

function travel(window: AppWindow, steps: 1 | -1): void {
  const history = window.current()?.webContents.navigationHistory;
  if (history?.canGoToOffset(steps) === true) history.goToOffset(steps);
}
