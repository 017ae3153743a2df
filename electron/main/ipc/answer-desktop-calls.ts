import { dialog, shell, type BrowserWindow, type OpenDialogOptions } from 'electron';
import type { DesktopHandlers } from '../../core/calls/calls.ts';
import { Failure } from '../../core/runtime/failure.ts';
import type { HouseSnapshot } from '../../../shared/model/house.ts';
import { isServiceAddress, isWebAddress } from '../security/external-address.ts';

export interface DesktopDeps {
  readonly house: { snapshot(): Pick<HouseSnapshot, 'placements'> };
  /** The window to put a dialog over. */
  readonly window: () => BrowserWindow | undefined;
}

/** What only a desktop can do for the window. */
export function answerDesktopCalls({ house, window }: DesktopDeps): DesktopHandlers {
  return {
    'desktop.chooseFolder': async () => {
      const options: OpenDialogOptions = {
        title: "Choose the app's folder",
        properties: ['openDirectory', 'createDirectory'],
      };
      const over = window();
      const chosen = await (over === undefined
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(over, options));
      return chosen.filePaths[0] ?? null;
    },
    'desktop.openPlacement': async ({ app, environment, host }) => {
      const placement = house
        .snapshot()
        .placements.find(
          (one) =>
            one.app === app && one.environment === environment && (host === undefined || one.host === host),
        );
      const { url } = placement ?? {};
      if (url === undefined || !isServiceAddress(url))
        throw new Failure(
          'placement.empty',
          `${app} in ${environment} has no address that a browser could open. Deploy it with \`publish\` first.`,
          { app, environment },
        );
      await shell.openExternal(url);
      return null;
    },
    'desktop.openLink': async ({ url }) => {
      if (!isWebAddress(url))
        throw new Failure('permission', `Only https: addresses are opened; ${url} is none.`, { url });
      await shell.openExternal(url);
      return null;
    },
  };
}
