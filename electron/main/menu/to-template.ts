import type { MenuItemConstructorOptions } from 'electron';
import type { MenuAction, MenuEntry } from './describe-menu.ts';

/** A description as Electron builds a menu from it. */
export function toTemplate(
  entries: readonly MenuEntry[],
  perform: (action: MenuAction) => void,
): MenuItemConstructorOptions[] {
  return entries.map((entry) => {
    if ('separator' in entry) return { type: 'separator' };
    if ('role' in entry) return { role: entry.role };
    if ('entries' in entry) return { label: entry.label, submenu: toTemplate(entry.entries, perform) };
    const { label, action, accelerator, chosen } = entry;
    return {
      label,
      enabled: action !== undefined,
      ...(accelerator === undefined ? {} : { accelerator }),
      ...(chosen === undefined ? {} : { type: 'radio', checked: chosen }),
      ...(action === undefined ? {} : { click: () => perform(action) }),
    };
  });
}
