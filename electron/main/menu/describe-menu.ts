import { nextZoom } from '../../../shared/model/zoom.ts';
import { PLACES } from '../address/places.ts';
import type { Preferences } from '../../../shared/model/preferences.ts';

/** What choosing an entry does; `create-menu-actions.ts` does it. */
export type MenuAction =
  | { readonly kind: 'go'; readonly place: string }
  | { readonly kind: 'theme'; readonly theme: Preferences['theme'] }
  | { readonly kind: 'zoom'; readonly zoom: number }
  | { readonly kind: 'back' }
  | { readonly kind: 'forward' }
  | { readonly kind: 'reload' }
  | { readonly kind: 'show' }
  | { readonly kind: 'close' }
  | { readonly kind: 'pause'; readonly forMs: number }
  | { readonly kind: 'resume' }
  | { readonly kind: 'quit' };

/** Electron's own entries, which know their label, accelerator and effect on each platform. */
export type MenuRole =
  | 'about'
  | 'hide'
  | 'hideOthers'
  | 'unhide'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'togglefullscreen'
  | 'toggleDevTools'
  | 'minimize'
  | 'zoom'
  | 'front';

export type MenuEntry =
  | { readonly separator: true }
  | { readonly role: MenuRole }
  | { readonly label: string; readonly entries: readonly MenuEntry[] }
  | {
      readonly label: string;
      /** Absent: only to be read. */
      readonly action?: MenuAction;
      readonly accelerator?: string;
      /** One of several that exclude each other. */
      readonly chosen?: boolean;
    };

export interface MenuSubject {
  readonly platform: NodeJS.Platform;
  readonly preferences: Preferences;
  /** A build for users has no tools for developers. */
  readonly packaged: boolean;
}

/** Screens, in the order of the Go menu. */
const SCREENS = [
  ['Board', PLACES.board],
  ['Apps', PLACES.apps],
  ['History', PLACES.history],
  ['Health', PLACES.health],
  ['Drift', PLACES.drift],
  ['Space', PLACES.space],
  ['Hosts', PLACES.hosts],
  ['Notifications', PLACES.notices],
] as const;

/** The application menu: every screen, the way the window looks, and what each platform expects to find. */
export function describeMenu({ platform, preferences, packaged }: MenuSubject): readonly MenuEntry[] {
  const mac = platform === 'darwin';
  return [
    ...(mac ? [{ label: 'Twinberth', entries: macApplication() }] : []),
    { label: mac ? 'File' : '&File', entries: mac ? [CLOSE] : [SETTINGS, LINE, CLOSE, QUIT] },
    { label: mac ? 'Edit' : '&Edit', entries: EDIT.map((role) => (role === '-' ? LINE : { role })) },
    { label: mac ? 'View' : '&View', entries: view(preferences, packaged) },
    { label: mac ? 'Go' : '&Go', entries: go(mac) },
    ...(mac
      ? [{ label: 'Window', entries: [{ role: 'minimize' }, { role: 'zoom' }, { role: 'front' }] as const }]
      : []),
    ...(mac ? [] : [{ label: '&Help', entries: [{ role: 'about' }] as const }]),
  ];
}

const LINE = { separator: true } as const;
const EDIT = ['undo', 'redo', '-', 'cut', 'copy', 'paste', 'selectAll'] as const;
const CLOSE = { label: 'Close Window', accelerator: 'CmdOrCtrl+W', action: { kind: 'close' } } as const;
const QUIT = { label: 'Quit', accelerator: 'CmdOrCtrl+Q', action: { kind: 'quit' } } as const;
const SETTINGS = {
  label: 'Settings…',
  accelerator: 'CmdOrCtrl+,',
  action: { kind: 'go', place: PLACES.settings },
} as const;

function macApplication(): readonly MenuEntry[] {
  return [
    { role: 'about' },
    LINE,
    SETTINGS,
    LINE,
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    LINE,
    { ...QUIT, label: 'Quit Twinberth' },
  ];
}

function go(mac: boolean): readonly MenuEntry[] {
  const screens = SCREENS.map(([label, place], index) => ({
    label,
    accelerator: `CmdOrCtrl+${index + 1}`,
    action: { kind: 'go', place } as const,
  }));
  return [
    { label: 'Back', accelerator: mac ? 'Cmd+[' : 'Alt+Left', action: { kind: 'back' } },
    { label: 'Forward', accelerator: mac ? 'Cmd+]' : 'Alt+Right', action: { kind: 'forward' } },
    LINE,
    ...screens,
  ];
}

function view({ theme, zoom }: Preferences, packaged: boolean): readonly MenuEntry[] {
  const looks = (['system', 'light', 'dark'] as const).map((one) => ({
    label: { system: 'As the System', light: 'Light', dark: 'Dark' }[one],
    chosen: theme === one,
    action: { kind: 'theme', theme: one } as const,
  }));
  return [
    { label: 'Appearance', entries: looks },
    LINE,
    { label: 'Actual Size', accelerator: 'CmdOrCtrl+0', action: { kind: 'zoom', zoom: 1 } },
    {
      label: 'Zoom In',
      accelerator: 'CmdOrCtrl+Plus',
      action: { kind: 'zoom', zoom: nextZoom(zoom, 1) },
    },
    {
      label: 'Zoom Out',
      accelerator: 'CmdOrCtrl+-',
      action: { kind: 'zoom', zoom: nextZoom(zoom, -1) },
    },
    LINE,
    { role: 'togglefullscreen' },
    { label: 'Reload', accelerator: 'CmdOrCtrl+R', action: { kind: 'reload' } },
    ...(packaged ? [] : [{ role: 'toggleDevTools' } as const]),
  ];
}
