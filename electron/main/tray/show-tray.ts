import { Menu, nativeImage, nativeTheme, Tray } from 'electron';
import type { HouseEventType, NumberedEvent } from '../../../shared/contract/events.ts';
import type { MenuAction } from '../menu/describe-menu.ts';
import { toTemplate } from '../menu/to-template.ts';
import { describeTray, type TraySubject, type TrayView } from './describe-tray.ts';
import { trayIconFile } from './tray-icon-file.ts';

export interface TrayDeps {
  readonly house: {
    snapshot(): TraySubject;
    subscribe(listener: (event: NumberedEvent) => void): () => void;
  };
  /** Folder of the pictures. */
  readonly icons: string;
  readonly platform: NodeJS.Platform;
  readonly perform: (action: MenuAction) => void;
  readonly now: () => number;
}

/** A menu that is rebuilt oftener than this would close under the user's hand on some desktops. */
const PAUSE_MS = 300;
/** Minutes pass also where nothing happens: how long notifications stay paused is shown. */
const MINUTE_MS = 60_000;

/** Shows the tray, and what it says, until it is disposed of. */
export function showTray({ house, icons, platform, perform, now }: TrayDeps): () => void {
  const tray = new Tray(nativeImage.createEmpty());
  let shown: string | undefined;
  let waiting: NodeJS.Timeout | undefined;

  const draw = (): void => {
    waiting = undefined;
    const view = describeTray(house.snapshot(), now());
    const icon = trayIconFile(icons, view.state, platform, nativeTheme.shouldUseDarkColors);
    const drawn = JSON.stringify({ view, icon });
    if (drawn === shown) return;
    shown = drawn;
    apply(tray, view, icon, perform);
  };
  const soon = (): void => {
    waiting ??= setTimeout(draw, PAUSE_MS);
  };

  draw();
  const unsubscribe = house.subscribe(({ event }) => {
    if (!IRRELEVANT.includes(event.type)) soon();
  });
  const minutes = setInterval(soon, MINUTE_MS);
  nativeTheme.on('updated', soon);
  tray.on('click', () => perform({ kind: 'show' }));
  return () => {
    unsubscribe();
    nativeTheme.off('updated', soon);
    clearInterval(minutes);
    clearTimeout(waiting);
    tray.destroy();
  };
}

/** Many events are only figures. */
const IRRELEVANT: readonly HouseEventType[] = [
  'traffic.sampled',
  'notice.added',
  'notices.read',
  'history.changed',
];

function apply(tray: Tray, view: TrayView, icon: string, perform: (action: MenuAction) => void): void {
  tray.setImage(icon);
  tray.setToolTip(view.tooltip);
  tray.setContextMenu(Menu.buildFromTemplate(toTemplate(view.menu, perform)));
}
