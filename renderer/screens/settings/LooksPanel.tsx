import { useId, type JSX } from 'react';
import { nextZoom } from '../../../shared/model/zoom.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Panel } from '../../ui/Panel.tsx';
import styles from './LooksPanel.module.css';
import { usePreferences } from './use-preferences.ts';

const THEMES = [
  { theme: 'light', label: 'Light', icon: 'sun' },
  { theme: 'dark', label: 'Dark', icon: 'moon' },
  { theme: 'system', label: 'As the system', icon: 'screen' },
] as const;

/** Theme and size; both take effect at once and are kept. */
export function LooksPanel(): JSX.Element {
  const [{ theme, zoom }, set] = usePreferences();
  const id = useId();
  const smaller = nextZoom(zoom, -1);
  const larger = nextZoom(zoom, 1);
  return (
    <Panel title="Looks">
      <fieldset className={styles.themes}>
        <legend className={styles.legend}>Theme</legend>
        {THEMES.map((one) => (
          <label key={one.theme} className={styles.theme}>
            <input
              type="radio"
              className={styles.radio}
              name={id}
              checked={one.theme === theme}
              onChange={() => set({ theme: one.theme })}
            />
            <Icon name={one.icon} size={15} />
            {one.label}
          </label>
        ))}
      </fieldset>
      <div className={styles.size} role="group" aria-labelledby={`${id}-size`}>
        <span id={`${id}-size`} className={styles.legend}>
          Size
        </span>
        <IconButton
          icon="minus"
          bordered
          label="Smaller"
          unavailable={smaller === zoom ? 'This is the smallest' : undefined}
          onClick={() => set({ zoom: smaller })}
        />
        <output className={styles.zoom}>{Math.round(zoom * 100)} %</output>
        <IconButton
          icon="plus"
          bordered
          label="Larger"
          unavailable={larger === zoom ? 'This is the largest' : undefined}
          onClick={() => set({ zoom: larger })}
        />
        {zoom !== 1 && (
          <Button size="small" variant="quiet" onClick={() => set({ zoom: 1 })}>
            As designed
          </Button>
        )}
      </div>
    </Panel>
  );
}
