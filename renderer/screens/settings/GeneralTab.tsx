import type { JSX } from 'react';
import { useBridge } from '../../store/use-house.ts';
import { AboutPanel } from './AboutPanel.tsx';
import styles from './GeneralTab.module.css';
import { LooksPanel } from './LooksPanel.tsx';
import { NotifyPanel } from './NotifyPanel.tsx';
import { WindowPanel } from './WindowPanel.tsx';

export function GeneralTab(): JSX.Element {
  const { platform } = useBridge();
  return (
    <div className={styles.panels}>
      <div className={styles.column}>
        <LooksPanel />
        {platform.kind === 'desktop' && <WindowPanel />}
        <AboutPanel />
      </div>
      <div className={styles.column}>
        <NotifyPanel />
      </div>
    </div>
  );
}
