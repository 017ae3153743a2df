import type { JSX } from 'react';
import { Panel } from '../../ui/Panel.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { usePreferences } from './use-preferences.ts';

/** What only a desktop has: a start, and a tray. */
export function WindowPanel(): JSX.Element {
  const [{ startAtLogin, closeToTray }, set] = usePreferences();
  return (
    <Panel title="Window">
      <Switch
        label="Start at login"
        hint="In the tray, without a window."
        on={startAtLogin}
        onChange={(on) => set({ startAtLogin: on })}
      />
      <Switch
        label="Keep watching from the tray when the window is closed"
        hint="Off: closing the window quits. What runs on your hosts goes on in any case."
        on={closeToTray}
        onChange={(on) => set({ closeToTray: on })}
      />
    </Panel>
  );
}
